package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.trace.Traces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;

/** The same below the next release of the API: clients use both. */
@Path("/api/3.0/mlflow/traces")
@RunOnVirtualThread
class NewerTraceChangesResource extends TraceChangesResource {
  NewerTraceChangesResource(
      CallerResolver callers,
      MlflowExperiments experiments,
      StepRuns steps,
      Traces traces,
      MlflowJson json) {
    super(callers, experiments, steps, traces, json);
  }
}
