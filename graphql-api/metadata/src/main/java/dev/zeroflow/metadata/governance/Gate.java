package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.MetadataException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one metric of a version must be.
 *
 * @param threshold that the figure is compared with; against the current version, what the
 *     difference of the two figures is compared with
 */
public record Gate(String metric, Comparison comparison, double threshold, Against against) {
  /** How figures are compared. */
  public enum Comparison {
    AT_LEAST(">="),
    GREATER_THAN(">"),
    AT_MOST("<="),
    LESS_THAN("<");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    boolean holds(double figure, double threshold) {
      return switch (this) {
        case AT_LEAST -> figure >= threshold;
        case GREATER_THAN -> figure > threshold;
        case AT_MOST -> figure <= threshold;
        case LESS_THAN -> figure < threshold;
      };
    }
  }

  /** What a figure is compared with. */
  public enum Against {
    /** The threshold. */
    THRESHOLD,
    /** The figure of the version that the alias points to, and the threshold on top of it. */
    CURRENT
  }

  private static final int MAX_KEY = 250;

  public Gate {
    if (metric.isBlank() || metric.length() > MAX_KEY || metric.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          "the metric of a gate must have 1 to " + MAX_KEY + " characters");
    }
    if (!Double.isFinite(threshold)) {
      throw MetadataException.badInput("the threshold of \"" + metric + "\" is not finite");
    }
  }

  /**
   * Whether the figures pass.
   *
   * @param current figures of the version that the alias points to; null if there is none, and then
   *     a comparison with it passes
   */
  Evidence check(Map<String, Double> figures, @Nullable Map<String, Double> current) {
    Double figure = figures.get(metric);
    if (figure == null) {
      return evidence(false, "the version has no metric \"" + metric + "\"");
    }
    return switch (against) {
      case THRESHOLD -> compared(figure, threshold, figure + " " + comparison.sign);
      case CURRENT -> againstCurrent(figure, current);
    };
  }

  private Evidence againstCurrent(double figure, @Nullable Map<String, Double> current) {
    if (current == null) {
      return evidence(true, "there is no current version to compare with");
    }
    Double before = current.get(metric);
    return before == null
        ? evidence(false, "the current version has no metric \"" + metric + "\"")
        : compared(
            figure - before, threshold, "%s - %s %s".formatted(figure, before, comparison.sign));
  }

  private Evidence compared(double figure, double limit, String text) {
    boolean passed = comparison.holds(figure, limit);
    return evidence(passed, "%s: %s %s is %s".formatted(metric, text, limit, passed));
  }

  private Evidence evidence(boolean passed, String message) {
    return new Evidence(Evidence.Check.METRIC, metric, passed, message);
  }
}
