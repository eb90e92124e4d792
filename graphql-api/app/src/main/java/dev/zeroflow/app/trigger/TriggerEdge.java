package dev.zeroflow.app.trigger;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A trigger and its place in the list. */
@Type("TriggerEdge")
@Description("A trigger and its place in the list.")
public record TriggerEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this trigger.") String cursor,
    @NonNull @Description("The trigger.") ApiTrigger node) {}
