package dev.zeroflow.app.trigger;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What was stored. */
@Type("CreateTriggerPayload")
@Description("What was stored.")
public record CreateTriggerPayload(
    @NonNull @Description("The trigger as it is now.") ApiTrigger trigger) {}
