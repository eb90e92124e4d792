package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What was registered. */
@Type("RegisterModelVersionPayload")
@Description("What was registered.")
public record RegisterModelVersionPayload(
    @Description("The version, or the first one of a repeated request; null if nothing was done.")
        @Nullable ApiModelVersion modelVersion,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
