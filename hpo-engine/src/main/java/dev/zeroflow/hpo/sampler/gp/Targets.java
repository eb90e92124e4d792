package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;

/**
 * Losses as a process should see them: standardised, and before that, if it helps, log(1 + (loss -
 * best) / width), which is nearly linear next to the best loss and pulls in what is far above it.
 *
 * @param values by trial; mean 0 and standard deviation 1
 * @param penalty what is to be added to {@link Likelihood} to compare warps: minus the log of the
 *     product of the derivatives
 */
record Targets(double[] values, double penalty) {

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
    return new Targets(warped, penalty).standardised();
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private Targets standardised() {
    int n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    double square = 0;
    for (double value : values) {
      square += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(square / n);
    double divisor = deviation > 0 ? deviation : 1;
    double[] standard = Arrays.stream(values).map(v -> (v - mean) / divisor).toArray();
    return new Targets(standard, penalty + n * Math.log(divisor));
  }
}
