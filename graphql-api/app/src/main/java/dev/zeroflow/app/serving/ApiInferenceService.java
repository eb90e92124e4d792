package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.serving.InferenceService;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A served model version. */
@Type("InferenceService")
@Description("A model version that is served under a name.")
public record ApiInferenceService(
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Model that it serves.") String model,
    @NonNull @Description("Version that it serves.") String version,
    @NonNull @Description("Whether it can be called.") ApiServiceState state,
    @NonNull @Description("Where it is called.") String address,
    @NonNull @Description("When it was last deployed.") Instant updatedAt)
    implements ApiNode {
  static ApiInferenceService of(InferenceService service) {
    return new ApiInferenceService(
        NodeType.INFERENCE_SERVICE.id(service.name()),
        service.name(),
        service.model(),
        service.version(),
        ApiServiceState.of(service.state()),
        service.address(),
        service.updatedAt());
  }
}
