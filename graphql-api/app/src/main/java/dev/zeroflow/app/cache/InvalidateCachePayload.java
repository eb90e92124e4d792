package dev.zeroflow.app.cache;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What became of entries that were to be forgotten. */
@Type("InvalidateCachePayload")
@Description("What became of entries that were to be forgotten.")
public record InvalidateCachePayload(
    @Description("How many entries were forgotten.") int forgotten,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
