package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.registry.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A numbered model. The ignored component lets fields be read in batches. */
@Type("ModelVersion")
@Description("A numbered, immutable pointer to a model artifact.")
public record ApiModelVersion(
    @Ignore ModelVersion stored,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Name of the registered model.") String model,
    @NonNull @Description("Counts from 1 in each model.") String version,
    @Id @Description("Path of the task that registered it; null if a person did.")
        @Nullable String taskId,
    @NonNull @Description("Figures that it was registered with, ordered by key.")
        List<@NonNull ApiModelMetric> metrics,
    @NonNull @Description("What people say of it.") String description,
    @NonNull @Description("Where it stands, for clients that do not use aliases yet.")
        ApiStage stage,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiTag> tags,
    @NonNull @Description("What the client said it was made from; empty if it did not say.")
        String source,
    @Id
        @Description(
            "Tracking run that it came from, as 32 hexadecimal digits; null if none is known.")
        @Nullable String sourceRunId,
    @Id
        @Description(
            "Logged model that it came from, as its clients write it; null if none is known.")
        @Nullable String loggedModelId,
    @Description("JSON text of inputs and outputs; null if they are not known.")
        @Nullable String signature,
    @Description("JSON text of what it needs to be loaded; null if that is not known.")
        @Nullable String environment,
    @NonNull @Description("Who registered it; empty if that is not known.") String createdBy,
    @NonNull @Description("When it was registered.") Instant createdAt,
    @NonNull @Description("When what is said of it changed last.") Instant updatedAt)
    implements ApiNode {
  static ApiModelVersion of(ModelVersion it) {
    return new ApiModelVersion(
        it,
        NodeType.MODEL_VERSION.id(it.id()),
        it.model(),
        it.version(),
        it.taskPath(),
        it.metrics().stream().map(ApiModelMetric::of).toList(),
        it.description(),
        ApiStage.of(it.stage()),
        ApiTag.list(it.tags()),
        it.origin().source(),
        hex("", it.origin().trackingRunId()),
        hex("m-", it.origin().loggedModelId()),
        it.origin().signature(),
        it.origin().environment(),
        it.userName(),
        it.createdAt(),
        it.updatedAt());
  }

  private static @Nullable String hex(String prefix, @Nullable UUID id) {
    return id == null ? null : prefix + id.toString().replace("-", "");
  }
}
