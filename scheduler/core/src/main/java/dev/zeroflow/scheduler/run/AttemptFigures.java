package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.Timings;

/**
 * How an attempt went, for the person who looks at it.
 *
 * @param cold whether it waited for its function to start
 * @param timings where the time went inside the function
 */
public record AttemptFigures(boolean cold, Timings timings) {
  /** Nothing was called. */
  public static final AttemptFigures NONE = new AttemptFigures(false, Timings.NONE);
}
