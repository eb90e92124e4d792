package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.lineage.ExecutionOrigin;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A node of the lineage. */
@Type("LineageNode")
@Description(
    "An artifact, an execution, a model version or an inference service; what a kind does not have"
        + " is null.")
public record ApiLineageNode(
    @NonNull
        @Id
        @Description(
            "Id of what it stands for, unique among all things: the query node tells more.")
        String id,
    @NonNull @Description("What it is.") ApiNodeKind kind,
    @NonNull @Description("Name of the artifact, task, job or service, or model:version.")
        String name,
    @Description("Schema title of an artifact.") @Nullable String type,
    @Description("Address of an artifact.") @Nullable String uri,
    @Description("Digest of an artifact's bytes.") @Nullable String digest,
    @Id @Description("Run of an execution, or the run that registered a model version.")
        @Nullable String runId,
    @Id @Description("Path of the task in that run.") @Nullable String taskId,
    @Description("What an execution is the record of.") @Nullable ApiExecutionOrigin origin,
    @Description("State of an execution.") @Nullable ApiExecutionState state,
    @Description(
            "When it was made; for an execution, when it started; for an inference service, since"
                + " when it answers with its model version.")
        @Nullable Instant createdAt) {
  /** An artifact, execution or model version by its UUID, a service by its name. */
  static String id(LineageNode node) {
    return switch (node.kind()) {
      case ARTIFACT -> NodeType.ARTIFACT.id(node.id());
      case EXECUTION -> NodeType.EXECUTION.id(node.id());
      case MODEL_VERSION -> NodeType.MODEL_VERSION.id(node.id());
      case INFERENCE_SERVICE -> NodeType.INFERENCE_SERVICE.id(node.name());
    };
  }

  public static ApiLineageNode of(LineageNode node) {
    @Nullable UUID runId = node.runId();
    @Nullable ExecutionOrigin origin = node.origin();
    @Nullable ExecutionState state = node.state();
    return new ApiLineageNode(
        id(node),
        ApiNodeKind.of(node.kind()),
        node.name(),
        node.type(),
        node.uri(),
        node.digest(),
        runId == null ? null : runId.toString(),
        node.taskId(),
        origin == null ? null : ApiExecutionOrigin.of(origin),
        state == null ? null : ApiExecutionState.of(state),
        node.createdAt());
  }
}
