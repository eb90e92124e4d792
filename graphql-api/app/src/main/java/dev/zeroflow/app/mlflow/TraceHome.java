package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a trace belongs.
 *
 * @param run run of the task that has sent it; null if no task has
 */
record TraceHome(TrackingExperiment experiment, @Nullable UUID run) {
  /** Metadata that names the run in which a trace was made. */
  static final String SOURCE_RUN = "mlflow.sourceRun";

  /** What is known of a trace that names no run. */
  Optional<Entry> source() {
    return run == null ? Optional.empty() : Optional.of(new Entry(SOURCE_RUN, MlflowIds.hex(run)));
  }
}
