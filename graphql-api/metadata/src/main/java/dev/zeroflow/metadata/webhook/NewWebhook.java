package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to add.
 *
 * @param id of this webhook and no other: a repeated request has the same
 * @param secret null to sign nothing
 */
public record NewWebhook(
    UUID id,
    String name,
    URI url,
    Set<WebhookEvent> events,
    String description,
    @Nullable Secret secret,
    Status status) {
  public NewWebhook {
    Webhook.checkName(name);
    Webhook.checkEvents(events);
    Names.prose("a webhook's description", description);
    events = Set.copyOf(events);
  }
}
