package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a webhook; what is null stays.
 *
 * @param secret empty to sign nothing any more
 */
public record WebhookChange(
    @Nullable String name,
    @Nullable URI url,
    @Nullable Set<WebhookEvent> events,
    @Nullable String description,
    @Nullable String secret,
    @Nullable Status status) {
  /**
   * @throws MetadataException with BAD_INPUT if something cannot become so
   */
  public WebhookChange {
    if (name != null) {
      Webhook.checkName(name);
    }
    if (events != null) {
      Webhook.checkEvents(events);
      events = Set.copyOf(events);
    }
    if (description != null) {
      Names.prose("a webhook's description", description);
    }
    if (secret != null && !secret.isEmpty()) {
      Secret.check(secret);
    }
  }

  /** Without its secret. */
  @Override
  public String toString() {
    return "WebhookChange[%s, %s, %s]".formatted(name, events, status);
  }
}
