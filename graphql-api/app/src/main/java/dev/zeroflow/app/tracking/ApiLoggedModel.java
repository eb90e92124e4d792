package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.tracking.LoggedModel;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A model that a client has logged. */
@Type("LoggedModel")
@Description("A model that a client has logged, in the registry or not.")
public record ApiLoggedModel(
    @NonNull @Id @Description("Id of its artifact, where a walk through the lineage can begin.")
        String id,
    @NonNull @Description("The id by which tracking clients name it.") String modelId,
    @NonNull @Description("Name of the model.") String name,
    @NonNull @Description("Kind of the model, as the client says; may be empty.") String modelType,
    @NonNull @Description("How far it is.") ApiLoggedModelState state,
    @NonNull @Description("When it was made.") Instant createdAt) {
  static ApiLoggedModel of(LoggedModel it) {
    return new ApiLoggedModel(
        NodeType.ARTIFACT.id(it.id()),
        "m-" + it.id().toString().replace("-", ""),
        it.name(),
        it.modelType(),
        ApiLoggedModelState.valueOf(it.state().name()),
        it.createdAt());
  }
}
