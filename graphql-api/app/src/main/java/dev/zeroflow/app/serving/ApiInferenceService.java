package dev.zeroflow.app.serving;

import dev.zeroflow.metadata.serving.InferenceService;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A served model version. */
@Type("InferenceService")
@Description("A model version that is served under a name.")
public record ApiInferenceService(
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Model that it serves.") String model,
    @NonNull @Description("Version that it serves.") String version,
    @NonNull @Description("Whether it can be called.") ApiServiceState state,
    @NonNull @Description("Where it is called.") String address,
    @NonNull @Description("When it was last deployed.") Instant updatedAt) {
  static ApiInferenceService of(InferenceService service) {
    return new ApiInferenceService(
        service.name(),
        service.model(),
        service.version(),
        ApiServiceState.of(service.state()),
        service.address(),
        service.updatedAt());
  }
}
