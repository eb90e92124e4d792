package dev.zeroflow.scheduler.port;

import java.util.UUID;

/** Takes runs that have ended out of the store. Blocking, safe for use by many threads. */
public interface FinishedRuns {
  /**
   * Deletes a run of the project with its tasks and its log, if it has ended; what it wrote and its
   * lineage stay.
   *
   * @return whether it is gone now; false if it has not ended, or the project never had it
   */
  boolean delete(String project, UUID run);
}
