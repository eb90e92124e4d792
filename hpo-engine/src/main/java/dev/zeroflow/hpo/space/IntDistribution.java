package dev.zeroflow.hpo.space;

import org.jspecify.annotations.Nullable;

/**
 * A range of whole numbers, both ends included.
 *
 * @param low smallest value
 * @param high largest value that a step from {@code low} reaches
 * @param step distance between neighbours, at least 1; exactly 1 on a logarithmic scale
 * @param log whether the scale is logarithmic
 */
public record IntDistribution(long low, long high, long step, boolean log)
    implements NumericDistribution {
  /** Beyond this a double no longer holds every whole number. */
  public static final long LARGEST = 1L << 53;

  /** Checks the range and takes its upper end to the grid. */
  public IntDistribution {
    if (low < -LARGEST || high > LARGEST) {
      throw Ranges.invalid("whole numbers go from -2^53 to 2^53");
    }
    if (step < 1) {
      throw Ranges.invalid("the step of whole numbers is at least 1, not " + step);
    }
    Ranges.check((double) low, (double) high, (double) step, log);
    if (log && step > 1) {
      throw Ranges.invalid("a logarithmic range of whole numbers has step 1, not " + step);
    }
    high = low + (high - low) / step * step;
  }

  /** Every whole number of a range. */
  public static IntDistribution uniform(long low, long high) {
    return new IntDistribution(low, high, 1, false);
  }

  /** Every whole number of a range, on a logarithmic scale. */
  public static IntDistribution logarithmic(long low, long high) {
    return new IntDistribution(low, high, 1, true);
  }

  /** A range with steps. */
  public static IntDistribution stepped(long low, long high, long step) {
    return new IntDistribution(low, high, step, false);
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
    return internal >= low
        && internal <= high
        && internal == Math.rint(internal)
        && ((long) internal - low) % step == 0;
  }

  @Override
  public Object toExternal(double internal) {
    return Math.round(internal);
  }

  @Override
  public double toInternal(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public boolean isCompatible(Distribution other) {
    return other instanceof IntDistribution range && range.log == log;
  }
}
