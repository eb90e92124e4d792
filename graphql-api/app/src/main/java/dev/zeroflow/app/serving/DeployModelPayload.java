package dev.zeroflow.app.serving;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What is served. */
@Type("DeployModelPayload")
@Description("What is served.")
public record DeployModelPayload(
    @NonNull @Description("The service as it is now.") ApiInferenceService inferenceService) {}
