package dev.zeroflow.hpo.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A range of real numbers, both ends included.
 *
 * @param low smallest value
 * @param high largest value; with steps, the last one that a step from {@code low} reaches
 * @param step distance between neighbours, 0 for a continuous range
 * @param log whether the scale is logarithmic; never with steps
 */
public record FloatDistribution(double low, double high, double step, boolean log)
    implements NumericDistribution {
  /** How far from a grid point, in steps, a value may be for rounding's sake. */
  private static final double GRID_TOLERANCE = 1e-8;

  /** Checks the range and takes its upper end to the grid. */
  public FloatDistribution {
    Ranges.check(low, high, step, log);
    if (log && step > 0) {
      throw Ranges.invalid("a logarithmic range of real numbers has no step");
    }
    if (step > 0) {
      high = lastOnGrid(low, high, step);
    }
  }

  /** A continuous range. */
  public static FloatDistribution uniform(double low, double high) {
    return new FloatDistribution(low, high, 0, false);
  }

  /** A continuous range on a logarithmic scale. */
  public static FloatDistribution logarithmic(double low, double high) {
    return new FloatDistribution(low, high, 0, true);
  }

  /** A range with steps. */
  public static FloatDistribution stepped(double low, double high, double step) {
    return new FloatDistribution(low, high, step, false);
  }

  @Override
  public double lowest() {
    return low;
  }

  @Override
  public double highest() {
    return high;
  }

  @Override
  public double spacing() {
    return step;
  }

  @Override
  public boolean contains(double internal) {
    if (!(internal >= low && internal <= high)) {
      return false;
    }
    double steps = step > 0 ? (internal - low) / step : 0;
    return Math.abs(steps - Math.rint(steps)) <= GRID_TOLERANCE;
  }

  @Override
  public Object toExternal(double internal) {
    return internal;
  }

  @Override
  public double toInternal(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public boolean isCompatible(Distribution other) {
    return other instanceof FloatDistribution range && range.log == log;
  }

  /** In decimals, as people write them: 0.6 is 12 steps of 0.05, which it is not in binary. */
  private static double lastOnGrid(double low, double high, double step) {
    BigDecimal start = BigDecimal.valueOf(low);
    BigDecimal width = BigDecimal.valueOf(high).subtract(start);
    BigDecimal stride = BigDecimal.valueOf(step);
    BigDecimal steps = width.divide(stride, 0, RoundingMode.FLOOR);
    return start.add(steps.multiply(stride)).doubleValue();
  }
}
