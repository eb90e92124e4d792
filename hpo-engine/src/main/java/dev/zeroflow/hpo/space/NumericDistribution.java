package dev.zeroflow.hpo.space;

/**
 * A range of numbers, modelled on its <em>working</em> scale: natural logarithms if it says so, and
 * half a step wider on both sides if it has steps, so that the outermost values are as likely as
 * the others.
 */
public sealed interface NumericDistribution extends Distribution
    permits FloatDistribution, IntDistribution {

  /** Smallest value. */
  double lowest();

  /** Largest value. */
  double highest();

  /** Distance between neighbours; 0 if the range is continuous. */
  double spacing();

  /** Whether the scale is logarithmic. */
  boolean log();

  /** Lower end of the working interval. */
  default double workingLow() {
    return toWorking(lowest() - spacing() / 2);
  }

  /** Upper end of the working interval. */
  default double workingHigh() {
    return toWorking(highest() + spacing() / 2);
  }

  /** A number on the working scale. */
  default double toWorking(double internal) {
    return log() ? Math.log(internal) : internal;
  }

  /** The value nearest to a number on the working scale, which may lie outside of the range. */
  default double fromWorking(double working) {
    double value = log() ? Math.exp(working) : working;
    if (spacing() > 0) {
      value = lowest() + Math.rint((value - lowest()) / spacing()) * spacing();
    }
    return Math.clamp(value, lowest(), highest());
  }

  @Override
  default boolean isSingle() {
    return lowest() == highest();
  }

  @Override
  default long cardinality() {
    if (isSingle()) {
      return 1;
    }
    return spacing() > 0 ? Math.round((highest() - lowest()) / spacing()) + 1 : 0;
  }

  @Override
  default double fromUnit(double unit) {
    return fromWorking(workingLow() + unit * (workingHigh() - workingLow()));
  }

  @Override
  default double toUnit(double internal) {
    double width = workingHigh() - workingLow();
    return width > 0 ? (toWorking(internal) - workingLow()) / width : 0.5;
  }
}
