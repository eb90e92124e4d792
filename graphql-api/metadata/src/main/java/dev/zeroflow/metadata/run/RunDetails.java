package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.experiment.StorageState;
import java.time.Duration;
import java.util.UUID;

/**
 * Keeps what is said of runs. A detail is written before its run, under the id that the run will
 * have, so a crash in between leaves a detail that nobody sees. Blocking, safe for use by many
 * threads.
 */
public interface RunDetails {
  /** Stores a detail; that of a run which has one is left as it is. */
  void describe(RunDetail detail);

  /** Forgets what is said of a run. */
  void forget(String project, UUID run);

  /**
   * Forgets what is said of runs that are not there. Their submission was cut short, if the age is
   * more than a submission takes.
   *
   * @param age how long ago it must have been said
   * @return of how many runs
   */
  int sweep(Duration age);

  /** Archives a run that exists, or makes it available again. */
  void store(String project, UUID run, StorageState state);
}
