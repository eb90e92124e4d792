package dev.zeroflow.hpo.space;

import org.jspecify.annotations.Nullable;

/**
 * The values that a parameter may take.
 *
 * <p>Samplers work on <em>internal</em> values: a number stays itself, a choice becomes its index.
 * Implementations are immutable.
 */
public sealed interface Distribution permits NumericDistribution, CategoricalDistribution {

  /** Whether there is nothing to choose: such a parameter is never modelled. */
  boolean isSingle();

  /** Number of values, or 0 if they cannot be counted. */
  long cardinality();

  /** Whether this internal value can be drawn. */
  boolean contains(double internal);

  /**
   * Maps the unit interval onto the values, evenly on the parameter's own scale.
   *
   * @param unit in [0, 1]; 0.5 is the middle of the range
   * @return an internal value that this distribution contains
   */
  double fromUnit(double unit);

  /**
   * The middle of the part of the unit interval that {@link #fromUnit} maps to a value.
   *
   * @param internal a value that this distribution contains
   * @return in [0, 1]
   */
  double toUnit(double internal);

  /**
   * What the user sees.
   *
   * @param internal a value that this distribution contains
   * @return a Double, a Long or a choice
   */
  @Nullable Object toExternal(double internal);

  /**
   * What samplers see; the range is not checked, see {@link #contains}.
   *
   * @return NaN if the value is of another kind or none of the choices
   */
  double toInternal(@Nullable Object value);

  /**
   * Whether trials of one study may have both for the same name: ranges of numbers may change, the
   * kind, the scale and the choices may not.
   */
  boolean isCompatible(Distribution other);
}
