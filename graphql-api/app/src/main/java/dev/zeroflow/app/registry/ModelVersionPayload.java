package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.registry.ModelVersion;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a version. */
@Type("ModelVersionPayload")
@Description("What became of a version.")
public record ModelVersionPayload(
    @Description("The version as it is now; null if nothing was done.")
        @Nullable ApiModelVersion modelVersion,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  /** What became of a version, or why nothing did. */
  public static ModelVersionPayload of(Attempted<ModelVersion> done) {
    return new ModelVersionPayload(done.shown(ApiModelVersion::of), done.errors());
  }
}
