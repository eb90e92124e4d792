package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What is served. */
@Type("DeployModelPayload")
@Description("What is served.")
public record DeployModelPayload(
    @Description("The service as it is now; null if nothing was done.")
        @Nullable ApiInferenceService inferenceService,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
