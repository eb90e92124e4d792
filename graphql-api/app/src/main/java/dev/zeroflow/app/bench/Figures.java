package dev.zeroflow.app.bench;

import java.util.Arrays;
import java.util.List;

/** Statistics of samples. */
final class Figures {
  private static final double PLACES = 1000;

  private Figures() {}

  /** Value below which the part of the samples lies; 0 without samples. */
  static double percentile(double[] samples, double part) {
    if (samples.length == 0) {
      return 0;
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
  }

  static double median(List<Double> samples) {
    return percentile(samples.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
  }

  /** To three places behind the point. */
  static double rounded(double value) {
    return Math.round(value * PLACES) / PLACES;
  }
}
