package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What was stored. */
@Type("CreateTriggerPayload")
@Description("What was stored.")
public record CreateTriggerPayload(
    @Description("The trigger as it is now; null if nothing was done.")
        @Nullable ApiTrigger trigger,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
