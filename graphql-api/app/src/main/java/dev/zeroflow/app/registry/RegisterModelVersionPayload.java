package dev.zeroflow.app.registry;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What was registered. */
@Type("RegisterModelVersionPayload")
@Description("What was registered.")
public record RegisterModelVersionPayload(
    @NonNull @Description("The version, or the first one of a repeated request.")
        ApiModelVersion modelVersion) {}
