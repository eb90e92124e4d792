package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.space.Distribution;
import org.jspecify.annotations.Nullable;

/**
 * A value of a parameter and where it was drawn from.
 *
 * @param distribution what it might have been
 * @param internal the value as samplers see it
 */
public record Parameter(Distribution distribution, double internal) {

  /** Checks that the value can be drawn. */
  public Parameter {
    if (!distribution.contains(internal)) {
      throw new HpoException(
          Problem.VALUE_OUT_OF_RANGE, "%s is not in %s".formatted(internal, distribution));
    }
  }

  /** The parameter that has this value for the user. */
  public static Parameter ofExternal(Distribution distribution, @Nullable Object value) {
    double internal = distribution.toInternal(value);
    if (!distribution.contains(internal)) {
      throw new HpoException(
          Problem.VALUE_OUT_OF_RANGE, "%s is not in %s".formatted(value, distribution));
    }
    return new Parameter(distribution, internal);
  }

  /** The value as the user sees it: a Double, a Long or a choice. */
  public @Nullable Object value() {
    return distribution.toExternal(internal);
  }
}
