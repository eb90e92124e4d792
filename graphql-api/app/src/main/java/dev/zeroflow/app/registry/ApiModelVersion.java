package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.ModelVersion;
import java.time.Instant;
import java.util.List;
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
    @NonNull @Id @Description("Unique; also the id of its node in the lineage.") String id,
    @NonNull @Description("Name of the registered model.") String model,
    @NonNull @Description("Counts from 1 in each model.") String version,
    @Id @Description("Path of the task that registered it; null if a person did.")
        @Nullable String taskId,
    @NonNull @Description("Figures that it was registered with, ordered by key.")
        List<@NonNull ApiModelMetric> metrics,
    @NonNull @Description("What its maker said of it.") String description,
    @NonNull @Description("When it was registered.") Instant createdAt) {
  static ApiModelVersion of(ModelVersion version) {
    return new ApiModelVersion(
        version,
        version.id().toString(),
        version.model(),
        version.version(),
        version.taskPath(),
        version.metrics().stream().map(ApiModelMetric::of).toList(),
        version.description(),
        version.createdAt());
  }
}
