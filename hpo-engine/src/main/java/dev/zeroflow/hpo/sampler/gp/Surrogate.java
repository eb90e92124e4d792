package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gaussian process that has seen some observations.
 *
 * @param kernel with the noise at which the observations could be factored
 * @param points that were observed
 * @param factor of their covariances
 * @param targets that were observed
 * @param weights inverse of the covariances times the targets
 * @param scale of the targets
 */
record Surrogate(
    Kernel kernel,
    Points points,
    Factor factor,
    double[] targets,
    double[] weights,
    Targets.Scale scale) {
  /** How often unknown targets are drawn. */
  private static final int FANTASIES = 16;

  /** More noise is added until rounding no longer matters; at this there is no signal left. */
  private static final double MOST_NOISE = 10;

  static Surrogate of(Kernel fitted, Points points, double[] targets, Targets.Scale scale) {
    for (Kernel kernel = fitted; kernel.noise() < MOST_NOISE; kernel = noisier(kernel)) {
      Factor factor = Factor.of(kernel.among(points), points.size());
      if (factor != null) {
        return new Surrogate(kernel, points, factor, targets, factor.solve(targets), scale);
      }
    }
    throw new IllegalStateException("covariances are not positive definite");
  }

  /** What to expect, when points under way will have unknown targets. */
  Improvement improvement(List<double[]> running, RandomGenerator random) {
    if (running.isEmpty()) {
      return new Improvement(kernel, points, factor, new double[][] {targets});
    }
    int n = points.size();
    Points all = points.with(running);
    Surrogate joint = of(kernel, all, new double[all.size()], scale);
    double[] white = new double[all.size()];
    factor.whiten(targets, white);
    double[][] fantasies = new double[FANTASIES][];
    for (int f = 0; f < FANTASIES; f++) {
      for (int j = n; j < white.length; j++) {
        white[j] = random.nextGaussian();
      }
      fantasies[f] = joint.factor.colour(white);
      System.arraycopy(targets, 0, fantasies[f], 0, n);
    }
    return new Improvement(joint.kernel, joint.points, joint.factor, fantasies);
  }

  /** As if points had turned out as expected. */
  Surrogate believing(List<double[]> running) {
    int n = points.size();
    double[] believed = Arrays.copyOf(targets, n + running.size());
    for (int i = 0; i < running.size(); i++) {
      believed[n + i] = target(running.get(i), 0);
    }
    return of(kernel, points.with(running), believed, scale);
  }

  /** The loss of a point, so many standard deviations above what is expected. */
  double loss(double[] x, double deviations) {
    return scale.loss(target(x, deviations));
  }

  private double target(double[] x, double deviations) {
    int n = points.size();
    double[] covariances = new double[n];
    double[] white = new double[n];
    kernel.between(x, points, covariances, white);
    factor.whiten(covariances, white);
    double variance = Math.max(0, kernel.scale() - Dense.dot(white, white, n));
    return Dense.dot(covariances, weights, n) + deviations * Math.sqrt(variance);
  }

  private static Kernel noisier(Kernel kernel) {
    return new Kernel(kernel.theta(), kernel.scale(), Math.max(1e-8, 10 * kernel.noise()));
  }
}
