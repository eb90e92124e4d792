package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;

/**
 * Losses as a process should see them: standardised, and before that, if it helps, log(1 + (loss -
 * best) / width), which is nearly linear next to the best loss and pulls in what is far above it.
 *
 * @param values by trial; mean 0 and standard deviation 1
 * @param scale of the losses
 * @param penalty what is to be added to {@link Likelihood} to compare warps: minus the log of the
 *     product of the derivatives
 */
record Targets(double[] values, Scale scale, double penalty) {

  /**
   * How to get back to losses.
   *
   * @param best least loss
   * @param width of the warp, 0 if there is none
   * @param mean of the warped losses
   * @param deviation of the warped losses
   */
  record Scale(double best, double width, double mean, double deviation) {
    double loss(double target) {
      double warped = mean + deviation * target;
      return width == 0 ? warped : best + width * Math.expm1(warped);
    }
  }

  /**
   * Warps losses.
   *
   * @param losses finite
   * @param quantile of the losses that is one width above the best; 1 leaves them straight
   */
  static Targets of(double[] losses, double quantile) {
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double best = sorted[0];
    double width = quantile(sorted, quantile) - best;
    double[] warped = new double[losses.length];
    double penalty = 0;
    boolean isStraight = quantile >= 1 || !(width > 1e-9 * (sorted[sorted.length - 1] - best));
    for (int i = 0; i < losses.length; i++) {
      warped[i] = isStraight ? losses[i] : Math.log1p((losses[i] - best) / width);
      penalty += isStraight ? 0 : Math.log(width + losses[i] - best);
    }
    return standardised(warped, best, isStraight ? 0 : width, penalty);
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static Targets standardised(double[] warped, double best, double width, double penalty) {
    int n = warped.length;
    double mean = Arrays.stream(warped).sum() / n;
    double square = 0;
    for (double value : warped) {
      square += (value - mean) * (value - mean);
    }
    double deviation = square > 0 ? Math.sqrt(square / n) : 1;
    double[] standard = Arrays.stream(warped).map(v -> (v - mean) / deviation).toArray();
    Scale scale = new Scale(best, width, mean, deviation);
    return new Targets(standard, scale, penalty + n * Math.log(deviation));
  }
}
