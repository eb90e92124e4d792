package dev.zeroflow.metadata.lineage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An artifact, an execution or a model version in a graph; fields that a kind does not have are
 * null.
 *
 * @param name artifact's or task's name, or {@code model:version}
 * @param type schema title of an artifact
 * @param taskId path of the task in its run
 * @param state state of an execution
 * @param createdAt for an execution, when it started
 */
public record LineageNode(
    UUID id,
    Kind kind,
    String name,
    @Nullable String type,
    @Nullable String uri,
    @Nullable String digest,
    @Nullable UUID runId,
    @Nullable String taskId,
    @Nullable ExecutionState state,
    @Nullable Instant createdAt) {
  /** What a node is. */
  public enum Kind {
    ARTIFACT,
    EXECUTION,
    MODEL_VERSION
  }
}
