package dev.zeroflow.contract;

/**
 * Where the time of an attempt went inside the function.
 *
 * @param downloadMillis fetching input artifacts
 * @param workMillis the step's own work
 * @param uploadMillis storing output artifacts
 */
public record Timings(double downloadMillis, double workMillis, double uploadMillis) {
  /** For an attempt that ended before it began. */
  public static final Timings NONE = new Timings(0, 0, 0);
}
