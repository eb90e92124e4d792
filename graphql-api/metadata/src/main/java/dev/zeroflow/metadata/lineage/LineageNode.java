package dev.zeroflow.metadata.lineage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of a graph; fields that a kind does not have are null.
 *
 * @param name name of the artifact, task, outside job or inference service, or {@code
 *     model:version}
 * @param type schema title of an artifact
 * @param taskId path of the task in its run
 * @param origin what an execution is the record of
 * @param state state of an execution
 * @param createdAt for an execution, when it started; for an inference service, since when it
 *     serves its model version
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
    @Nullable ExecutionOrigin origin,
    @Nullable ExecutionState state,
    @Nullable Instant createdAt) {
  /** What a node is. */
  public enum Kind {
    ARTIFACT,
    EXECUTION,
    MODEL_VERSION,
    INFERENCE_SERVICE
  }
}
