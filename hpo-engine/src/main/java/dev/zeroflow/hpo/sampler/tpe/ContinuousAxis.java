package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.NumericDistribution;

/** Kernels of a continuous range: what matters at a value is their density. */
final class ContinuousAxis extends NumericAxis {
  private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** One over the width and the square root of 2, so that a kernel costs one multiplication. */
  private double[] scale = new double[16];

  private double[] peak = new double[16];

  ContinuousAxis(NumericDistribution range) {
    super(range);
  }

  @Override
  void open(int slot) {
    scale = opened(scale, slot, size);
    peak = opened(peak, slot, size);
  }

  @Override
  void close(int slot) {
    System.arraycopy(scale, slot + 1, scale, slot, size - slot - 1);
    System.arraycopy(peak, slot + 1, peak, slot, size - slot - 1);
  }

  @Override
  void changed(int slot) {
    scale[slot] = SQRT_HALF / width[slot];
    peak[slot] = logPeak(mean[slot], width[slot]);
  }

  @Override
  public void score(double internal, double[] sums) {
    double x = range.toWorking(internal);
    double[] centers = mean;
    double[] scales = scale;
    double[] peaks = peak;
    for (int i = 0, n = size; i < n; i++) {
      double distance = (x - centers[i]) * scales[i];
      sums[i] += peaks[i] - distance * distance;
    }
  }

  @Override
  public double scorePrior(double internal) {
    double z = (range.toWorking(internal) - center) / (high - low);
    return logPeak(center, high - low) - 0.5 * z * z;
  }

  private double logPeak(double mean, double spread) {
    return -Math.log(spread) - LOG_SQRT_2_PI - logInside(mean, spread);
  }
}
