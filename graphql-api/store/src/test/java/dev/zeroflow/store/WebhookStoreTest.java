package dev.zeroflow.store;

import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.Secret;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A registry with webhooks, for the tests of these. */
abstract class WebhookStoreTest extends RegistryTest {
  static final Set<WebhookEvent> ALL = EnumSet.allOf(WebhookEvent.class);

  /** Turns texts around, so that a test sees what was sealed and what was not. */
  static final class Mirror implements Sealing {
    @Override
    public byte[] seal(UUID owner, String text) {
      return new StringBuilder(text).reverse().toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String open(UUID owner, byte[] sealed) {
      return new StringBuilder(new String(sealed, StandardCharsets.UTF_8)).reverse().toString();
    }
  }

  final PgWebhooks webhooks = new PgWebhooks(POOL, new Mirror());
  final PgDeliveryQueue queue = new PgDeliveryQueue(POOL);

  static NewWebhook wanted(String name, Set<WebhookEvent> events) {
    return new NewWebhook(
        UUID.randomUUID(),
        name,
        URI.create("https://receiver.example/" + name),
        events,
        "",
        new Secret("hush"),
        Status.ACTIVE);
  }

  Webhook webhook(String name, WebhookEvent... events) {
    return webhooks.create(ann, wanted(name, events.length == 0 ? ALL : Set.of(events)));
  }

  /** What was written for a webhook, oldest first, as event and data. */
  static List<String> told(Webhook webhook) {
    List<String> told = new ArrayList<>();
    new Database(POOL)
        .run(
            "SELECT event, body FROM metadata.webhook_delivery WHERE webhook_id = $1 ORDER BY seq",
            Tuple.of(webhook.id()))
        .forEach(
            row -> {
              JsonObject data = new JsonObject(row.getString("body")).getJsonObject("data");
              data.remove("name");
              told.add(row.getString("event") + " " + data.encode());
            });
    return told;
  }
}
