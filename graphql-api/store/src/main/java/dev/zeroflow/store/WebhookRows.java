package dev.zeroflow.store;

import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import io.vertx.sqlclient.Row;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Webhooks and deliveries from rows, and back. */
final class WebhookRows {
  private WebhookRows() {}

  static Webhook webhook(Row row) {
    return new Webhook(
        row.getUUID("id"),
        row.getLong("number"),
        row.getString("project"),
        row.getString("name"),
        Webhook.url(row.getString("url")),
        Stream.of(row.getArrayOfStrings("events"))
            .map(WebhookEvent::valueOf)
            .collect(Collectors.toSet()),
        row.getString("description"),
        row.getBuffer("secret") != null,
        Webhook.Status.valueOf(row.getString("status")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  static String[] events(Set<WebhookEvent> events) {
    return events.stream().map(Enum::name).sorted().toArray(String[]::new);
  }

  static Delivery delivery(Row row) {
    return new Delivery(
        row.getUUID("id"),
        WebhookEvent.valueOf(row.getString("event")),
        Delivery.State.valueOf(row.getString("state")),
        row.getInteger("attempts"),
        Rows.instant(row, "next_try_at"),
        row.getInteger("status"),
        row.getString("error"),
        row.getOffsetDateTime("created_at").toInstant(),
        Rows.instant(row, "ended_at"));
  }
}
