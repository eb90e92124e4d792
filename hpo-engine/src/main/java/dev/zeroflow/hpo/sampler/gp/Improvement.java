package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;

/**
 * The log of the expected improvement over the best target, as a function of the point to try.
 *
 * <p>What running trials will turn out to be is not known: it is drawn from the process several
 * times, and the improvement is the mean over these fantasies. Nothing here is safe for two
 * threads.
 */
final class Improvement implements Acquisition {
  private final Kernel kernel;
  private final Points points;
  private final Factor factor;

  /** By fantasy: inverse of the covariances times the targets. */
  private final double[][] weights;

  /** By fantasy. */
  private final double[] best;

  private final double[] covariances;
  private final double[] slopes;
  private final double[] white;
  private final double[] solved;
  private final double[] logs;
  private final double[] coefficients;

  /**
   * The improvement over some observations.
   *
   * @param targets by fantasy, then by point
   */
  Improvement(Kernel kernel, Points points, Factor factor, double[][] targets) {
    this.kernel = kernel;
    this.points = points;
    this.factor = factor;
    this.weights = new double[targets.length][];
    this.best = new double[targets.length];
    for (int f = 0; f < targets.length; f++) {
      weights[f] = factor.solve(targets[f]);
      best[f] = Arrays.stream(targets[f]).min().orElse(0);
    }
    int n = points.size();
    this.covariances = new double[n];
    this.slopes = new double[n];
    this.white = new double[n];
    this.solved = new double[n];
    this.coefficients = new double[n];
    this.logs = new double[targets.length];
  }

  @Override
  public double log(double[] x) {
    double deviation = deviation(x);
    for (int f = 0; f < logs.length; f++) {
      logs[f] = Math.log(deviation) + LogImprovement.of(gain(f, deviation)).log();
    }
    return logMean();
  }

  @Override
  public double descent(double[] x, double[] gradient) {
    double deviation = deviation(x);
    LogImprovement[] parts = new LogImprovement[logs.length];
    for (int f = 0; f < logs.length; f++) {
      parts[f] = LogImprovement.of(gain(f, deviation));
      logs[f] = Math.log(deviation) + parts[f].log();
    }
    double log = logMean();
    combine(parts, log, deviation);
    for (int k = 0; k < x.length; k++) {
      gradient[k] = kernel.theta()[k] * points.slope(k, x[k], coefficients);
    }
    return -log;
  }

  /** Derivatives of minus the log by the scaled squared distances. */
  private void combine(LogImprovement[] parts, double log, double deviation) {
    int n = points.size();
    factor.unwhiten(white, solved);
    double byVariance = 0;
    Arrays.fill(coefficients, 0);
    for (int f = 0; f < parts.length; f++) {
      double share = Math.exp(logs[f] - log) / parts.length;
      byVariance += share * parts[f].pdf() / (2 * deviation * deviation);
      Dense.addScaled(coefficients, share * parts[f].cdf() / deviation, weights[f], n);
    }
    Dense.addScaled(coefficients, 2 * byVariance, solved, n);
    for (int j = 0; j < n; j++) {
      coefficients[j] *= slopes[j];
    }
  }

  private double deviation(double[] x) {
    int n = points.size();
    kernel.between(x, points, covariances, slopes);
    factor.whiten(covariances, white);
    double variance = kernel.scale() - Dense.dot(white, white, n);
    return Math.sqrt(Math.max(variance, 1e-10 * kernel.scale()));
  }

  private double gain(int fantasy, double deviation) {
    double mean = Dense.dot(covariances, weights[fantasy], points.size());
    return (best[fantasy] - mean) / deviation;
  }

  private double logMean() {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.length);
  }
}
