package dev.zeroflow.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended; the data of {@link CloudEventTypes#TASK_SUCCEEDED} or {@link
 * CloudEventTypes#TASK_FAILED}.
 *
 * @param schemaVersion {@link TaskInvocation#SCHEMA_VERSION}
 * @param attemptToken the token of the invocation; only the current token of a task completes it
 * @param outputParameters JSON values by output name
 * @param outputArtifacts artifacts by output name
 * @param metrics figures to record on the task
 * @param logs lines that were not yet posted while the step ran
 * @param error present exactly when the attempt failed
 * @param timings where the time went inside the function
 */
public record TaskResult(
    int schemaVersion,
    String attemptToken,
    Map<String, @Nullable Object> outputParameters,
    Map<String, List<OutputArtifact>> outputArtifacts,
    List<MetricValue> metrics,
    List<LogLine> logs,
    @Nullable TaskError error,
    Timings timings) {

  /** A result without outputs, for an attempt that failed. */
  public static TaskResult failed(
      String attemptToken, TaskError error, List<LogLine> logs, Timings timings) {
    return new TaskResult(
        TaskInvocation.SCHEMA_VERSION,
        attemptToken,
        Map.of(),
        Map.of(),
        List.of(),
        logs,
        error,
        timings);
  }
}
