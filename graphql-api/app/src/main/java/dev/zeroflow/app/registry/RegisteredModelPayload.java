package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a model. */
@Type("RegisteredModelPayload")
@Description("What became of a model.")
public record RegisteredModelPayload(
    @Description("The model as it is now; null if nothing was done.")
        @Nullable ApiRegisteredModel registeredModel,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static RegisteredModelPayload of(Attempted<RegisteredModel> done) {
    return new RegisteredModelPayload(done.shown(ApiRegisteredModel::of), done.errors());
  }
}
