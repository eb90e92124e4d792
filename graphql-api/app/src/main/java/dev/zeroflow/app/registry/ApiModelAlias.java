package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.ModelAlias;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A movable name for one version of a model. */
@Type("ModelAlias")
@Description("A movable name for one version of a model.")
public record ApiModelAlias(
    @Ignore String project,
    @Ignore UUID modelId,
    @NonNull @Description("Name of the registered model.") String model,
    @NonNull @Description("Unique in the model.") String alias,
    @NonNull @Description("Number of the version that it points to.") String version,
    @Description("Grows with every move; send it back as expectedRevision.") long revision,
    @NonNull @Description("When it moved last.") Instant updatedAt) {
  static ApiModelAlias of(String project, UUID modelId, ModelAlias it) {
    return new ApiModelAlias(
        project, modelId, it.model(), it.alias(), it.version(), it.revision(), it.updatedAt());
  }
}
