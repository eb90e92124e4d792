package dev.zeroflow.hpo.space;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;

/** The checks that both kinds of ranges share. */
final class Ranges {
  private Ranges() {}

  static void check(double low, double high, double step, boolean log) {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(high - low)) {
      throw invalid("a range is finite, not %s to %s".formatted(low, high));
    }
    if (low > high) {
      throw invalid("the lower end %s is above the upper end %s".formatted(low, high));
    }
    if (log && low <= 0) {
      throw invalid("a logarithmic range starts above 0, not at " + low);
    }
    if (!(step >= 0)) {
      throw invalid("a step is positive, not " + step);
    }
    if (low < high && step > high - low) {
      throw invalid("the step %s is larger than the range %s to %s".formatted(step, low, high));
    }
  }

  static HpoException invalid(String message) {
    return new HpoException(Problem.INVALID_DISTRIBUTION, message);
  }
}
