package dev.zeroflow.app.webhook;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A webhook and its place in the list. */
@Type("WebhookEdge")
@Description("A webhook and its place in the list.")
public record WebhookEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this webhook.") String cursor,
    @NonNull @Description("The webhook.") ApiWebhook node) {}
