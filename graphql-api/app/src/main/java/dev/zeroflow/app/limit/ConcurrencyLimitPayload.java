package dev.zeroflow.app.limit;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a limit. */
@Type("ConcurrencyLimitPayload")
@Description("What became of a limit.")
public record ConcurrencyLimitPayload(
    @Description("As it is now; null if nothing was done.") @Nullable ApiConcurrencyLimit limit,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
