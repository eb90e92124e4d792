package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.run.TaskKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the addresses for tasks show it.
 *
 * @param name of the task in its graph
 * @param taskId path of the task in its run
 * @param state null while it waits
 * @param type what it is made of
 */
record RunTaskBody(
    String name,
    String displayName,
    String taskId,
    String runId,
    @Nullable Instant createTime,
    @Nullable Instant endTime,
    @Nullable String state,
    @Nullable Message statusMetadata,
    List<Status> stateHistory,
    String type,
    @Nullable Attributes typeAttributes,
    @Nullable String parentTaskId,
    List<Child> childTasks,
    Values inputs,
    Values outputs) {
  /** Why it did not succeed. */
  record Message(String message) {}

  /** A state that it came to. */
  record Status(@JsonProperty("update_time") Instant updateTime, String state) {}

  /**
   * What only loops have.
   *
   * @param iterationIndex number of the item that an iteration works on
   * @param iterationCount how many iterations a loop has; both are texts, as they are of 64 bits
   */
  record Attributes(@Nullable String iterationIndex, @Nullable String iterationCount) {}

  /** A task inside of it. */
  record Child(String taskId, String name) {}

  /** What goes in, or comes out. */
  record Values(List<Parameter> parameters, List<Artifacts> artifacts) {}

  /** A parameter by its name. */
  record Parameter(String parameterKey, Object value, @Nullable String type) {}

  /** The artifacts of one input or output, with the task that has put them out. */
  record Artifacts(
      String artifactKey,
      @Nullable String type,
      @Nullable Producer producer,
      List<ArtifactBody> artifacts) {}

  /** Who has put something out. */
  record Producer(String taskName) {}

  static String type(TaskKind kind) {
    return switch (kind) {
      case CONTAINER -> "RUNTIME";
      case IMPORTER -> "IMPORTER";
      case LOOP -> "LOOP";
      case DAG, ITERATION -> "DAG";
    };
  }

  /** The state, which has fewer values here than elsewhere; null for one that waits. */
  static @Nullable String state(RunState state, boolean cached) {
    return switch (state) {
      case PENDING, PAUSED -> null;
      case RUNNING, CANCELING -> "RUNNING";
      case SUCCEEDED -> cached ? "CACHED" : "SUCCEEDED";
      case SKIPPED -> "SKIPPED";
      case FAILED, CANCELED -> "FAILED";
    };
  }
}
