package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of an alias. */
@Type("ModelAliasPayload")
@Description("What became of an alias.")
public record ModelAliasPayload(
    @Description("The alias as it is now; null if nothing was done.") @Nullable ApiModelAlias alias,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
