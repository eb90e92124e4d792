package dev.zeroflow.app.mlflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The run that a request is about. */
record RunReference(@Nullable String runId, @Nullable String runUuid) {
  UUID id() {
    return MlflowIds.run(runId, runUuid);
  }
}
