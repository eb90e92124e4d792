package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.webhook.Webhook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as it is sent, without its secret; times in milliseconds since 1970. */
record WebhookBody(
    String webhookId,
    String name,
    @Nullable String description,
    String url,
    List<WebhookRequest.Event> events,
    String status,
    long creationTimestamp,
    long lastUpdatedTimestamp) {
  static WebhookBody of(Webhook it) {
    return new WebhookBody(
        it.id().toString(),
        it.name(),
        it.description().isEmpty() ? null : it.description(),
        it.url().toString(),
        it.events().stream().map(WebhookRequest.Event::of).toList(),
        it.status().name(),
        it.createdAt().toEpochMilli(),
        it.updatedAt().toEpochMilli());
  }
}
