package dev.zeroflow.hpo.sampler.cmaes;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A normal distribution over the unit cube after some generations; immutable.
 *
 * @param strategy constants
 * @param generation counts from 0
 * @param mean of the distribution
 * @param step size
 * @param shape covariances without the step size
 * @param spectrum of the shape
 * @param sizePath exponentially fading sum of the mean's steps, whitened
 * @param shapePath the same, not whitened
 */
record Evolution(
    Strategy strategy,
    int generation,
    double[] mean,
    double step,
    RealMatrix shape,
    Spectrum spectrum,
    double[] sizePath,
    double[] shapePath) {
  /** Step beyond which the cube is far smaller than the distribution. */
  private static final double LARGEST_STEP = 1;

  static Evolution start(Strategy strategy, double[] mean, double step, RealMatrix shape) {
    int d = strategy.dimensions();
    Spectrum spectrum = Spectrum.of(shape);
    return new Evolution(strategy, 0, mean, step, shape, spectrum, new double[d], new double[d]);
  }

  static Evolution start(Strategy strategy, double[] mean, double step) {
    return start(strategy, mean, step, MatrixUtils.createRealIdentityMatrix(strategy.dimensions()));
  }

  /** A deviation from the mean in units of the step. */
  double[] draw(RandomGenerator random) {
    double[] white = new double[mean.length];
    for (int i = 0; i < white.length; i++) {
      white[i] = random.nextGaussian();
    }
    return spectrum.colour(white);
  }

  /** Standard deviation of a coordinate. */
  double deviation(int k) {
    return step * Math.sqrt(shape.getEntry(k, k));
  }

  /**
   * Learns from a generation.
   *
   * @param deviations from the mean in units of the step, best first, one for each weight
   */
  Evolution next(List<double[]> deviations) {
    int d = mean.length;
    List<double[]> limited = deviations.stream().map(this::limited).toList();
    double[] move = new double[d];
    for (int i = 0; i < limited.size() && strategy.weights()[i] > 0; i++) {
      add(move, strategy.weights()[i], limited.get(i));
    }
    double[] center = mean.clone();
    add(center, step, move);
    for (int k = 0; k < d; k++) {
      center[k] = Math.clamp(center[k], 0, 1);
    }
    double[] size = faded(sizePath, strategy.sizeMemory(), spectrum.whiten(move));
    double length = length(size);
    double fading = 1 - Math.pow(1 - strategy.sizeMemory(), 2.0 * (generation + 1));
    boolean isShort = length / Math.sqrt(fading) < (1.4 + 2 / (d + 1.0)) * strategy.normalLength();
    double[] path = faded(shapePath, strategy.shapeMemory(), isShort ? move : new double[d]);
    RealMatrix covariances = learned(limited, path, isShort);
    double growth =
        strategy.sizeMemory() / strategy.sizeDamping() * (length / strategy.normalLength() - 1);
    double stride = Math.min(LARGEST_STEP, step * Math.exp(Math.min(1, growth)));
    return new Evolution(
        strategy,
        generation + 1,
        center,
        stride,
        covariances,
        Spectrum.of(covariances),
        size,
        path);
  }

  /** Trials that others have proposed may be far off: they count as if they were nearer. */
  private double[] limited(double[] deviation) {
    double most = Math.sqrt(mean.length) + 2 * mean.length / (mean.length + 2.0);
    double length = length(spectrum.whiten(deviation));
    double[] limited = new double[deviation.length];
    add(limited, length > most ? most / length : 1, deviation);
    return limited;
  }

  private RealMatrix learned(List<double[]> deviations, double[] path, boolean isShort) {
    int d = mean.length;
    double loss = isShort ? 0 : strategy.shapeMemory() * (2 - strategy.shapeMemory());
    double[] weights = strategy.weights();
    double sum = 0;
    double[][] learned = new double[d][d];
    for (int i = 0; i < deviations.size(); i++) {
      double[] y = deviations.get(i);
      double length = length(spectrum.whiten(y));
      double weight =
          weights[i] >= 0 ? weights[i] : weights[i] * d / Math.max(length * length, 1e-8);
      sum += weights[i];
      addProduct(learned, strategy.rankMany() * weight, y);
    }
    addProduct(learned, strategy.rankOne(), path);
    double kept = 1 + strategy.rankOne() * loss - strategy.rankOne() - strategy.rankMany() * sum;
    return new Array2DRowRealMatrix(learned, false).add(shape.scalarMultiply(kept));
  }

  private double[] faded(double[] path, double memory, double[] move) {
    double[] faded = new double[path.length];
    add(faded, 1 - memory, path);
    add(faded, Math.sqrt(memory * (2 - memory) * strategy.mass()), move);
    return faded;
  }

  private static void add(double[] sum, double factor, double[] vector) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * vector[k];
    }
  }

  private static void addProduct(double[][] sum, double factor, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      add(sum[i], factor * vector[i], vector);
    }
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }

  /**
   * Principal axes of the covariances.
   *
   * @param axes as columns
   * @param deviations along them
   */
  record Spectrum(RealMatrix axes, double[] deviations) {
    /** Below this share of the largest variance, rounding is all there is. */
    private static final double LEAST_SHARE = 1e-14;

    static Spectrum of(RealMatrix covariances) {
      EigenDecomposition decomposition = new EigenDecomposition(covariances);
      double[] deviations = decomposition.getRealEigenvalues();
      double least = LEAST_SHARE * deviations[0] + Double.MIN_NORMAL;
      for (int i = 0; i < deviations.length; i++) {
        deviations[i] = Math.sqrt(Math.max(least, deviations[i]));
      }
      return new Spectrum(decomposition.getV(), deviations);
    }

    double[] colour(double[] white) {
      double[] scaled = white.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= deviations[i];
      }
      return axes.operate(scaled);
    }

    /** The root of the inverse, which is symmetric: it turns nothing. */
    double[] whiten(double[] vector) {
      double[] turned = axes.preMultiply(vector);
      for (int i = 0; i < turned.length; i++) {
        turned[i] /= deviations[i];
      }
      return axes.operate(turned);
    }
  }
}
