package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;

/**
 * What was found to describe observations best.
 *
 * @param logs of the kernel's parameters
 * @param quantile of the warp, see {@link Targets}
 * @param unlikeliness to compare fits of the same observations by
 */
record KernelFit(double[] logs, double quantile, double unlikeliness) {
  /** No warp and two of different strength. */
  private static final double[] QUANTILES = {1, 0.5, 0.1};

  /** Logs of the inverse squared length-scales to start from. */
  private static final double[] STARTS = {0, 2};

  private static final double LEAST_NOISE = Math.log(1e-7);
  private static final double TOLERANCE = 1e-2;
  private static final int STEPS = 60;
  private static final int REFINING_STEPS = 8;

  /** Tries all warps from all starts. */
  static KernelFit search(Points points, double[] losses) {
    KernelFit best = new KernelFit(new double[0], 1, Double.POSITIVE_INFINITY);
    for (double quantile : QUANTILES) {
      for (double start : STARTS) {
        double[] logs = new double[points.dimensions() + 2];
        Arrays.fill(logs, 0, points.dimensions(), start);
        logs[logs.length - 1] = Math.log(1e-3);
        KernelFit fit = descend(points, losses, logs, quantile, STEPS);
        best = fit.unlikeliness < best.unlikeliness ? fit : best;
      }
    }
    return best;
  }

  /** Goes on with observations that are mostly those of this fit. */
  KernelFit refined(Points points, double[] losses) {
    return descend(points, losses, logs, quantile, REFINING_STEPS);
  }

  Kernel kernel() {
    return Kernel.ofLogs(logs);
  }

  private static KernelFit descend(
      Points points, double[] losses, double[] start, double quantile, int steps) {
    Targets targets = Targets.of(losses, quantile);
    double[] low = new double[start.length];
    double[] high = new double[start.length];
    Arrays.fill(low, Math.log(1e-4));
    Arrays.fill(high, Math.log(1e4));
    low[low.length - 1] = LEAST_NOISE;
    high[high.length - 1] = 0;
    var likelihood = new Likelihood(points, targets.values());
    var minimum = new ProjectedLbfgs(likelihood, low, high).minimize(start, steps, TOLERANCE);
    return new KernelFit(minimum.x(), quantile, minimum.value() + targets.penalty());
  }
}
