package dev.zeroflow.app.kfp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a run as it is shown.
 *
 * @param taskId path of the task in its run
 * @param inputs ids of artifacts by the name of the input
 * @param outputs ids of artifacts by the name of the output
 */
record TaskBody(
    String runId,
    String taskId,
    String displayName,
    @Nullable Instant createTime,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    String state,
    @Nullable StatusBody error,
    Map<String, Artifacts> inputs,
    Map<String, Artifacts> outputs,
    @Nullable String parentTaskId,
    List<RunBody.History> stateHistory,
    List<Child> childTasks) {

  /** Ids of the artifacts of one input or output. */
  record Artifacts(List<String> artifactIds) {}

  /** A task inside of another. */
  record Child(String taskId) {}
}
