package dev.zeroflow.metadata.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the clock asks of recurring runs, of all projects. Blocking, safe for use by many threads
 * and servers.
 */
public interface DueRecurringRuns {
  /** Enabled ones whose next time has come, the longest due first, at most the given number. */
  List<RecurringRun> due(Instant now, int limit);

  /** The next time of an enabled one that comes after {@code now}; empty if there is none. */
  Optional<Instant> next(Instant now);

  /**
   * Moves one on, unless another server has moved it already. One that was disabled meanwhile moves
   * too: what was done for its time is done.
   *
   * @param before the recurring run as it was read
   * @return whether it was moved
   */
  boolean advance(RecurringRun before, RecurringRun.Progress after);
}
