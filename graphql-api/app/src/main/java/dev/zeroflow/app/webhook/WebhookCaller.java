package dev.zeroflow.app.webhook;

import dev.zeroflow.app.egress.EgressAnswer;
import dev.zeroflow.app.egress.EgressClient;
import dev.zeroflow.app.egress.EgressException;
import dev.zeroflow.metadata.webhook.Answer;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Posts deliveries, with the headers of MLflow. Blocking. */
public final class WebhookCaller {
  private final EgressClient egress;
  private final Webhooks webhooks;

  public WebhookCaller(EgressClient egress, Webhooks webhooks) {
    this.egress = egress;
    this.webhooks = webhooks;
  }

  /** What an attempt came to. */
  Answer deliver(Webhook webhook, UUID delivery, String body, Instant now) {
    try {
      return new Answer.Answered(post(webhook, delivery, body, now).status());
    } catch (EgressException e) {
      return switch (e.reason()) {
        case REFUSED -> new Answer.Refused(e.text());
        case UNREACHABLE -> new Answer.Unreachable(e.text());
      };
    }
  }

  /**
   * Posts a body.
   *
   * @throws EgressException if the address may not be called, or nobody answers in time
   */
  EgressAnswer post(Webhook webhook, UUID delivery, String body, Instant now)
      throws EgressException {
    String timestamp = Long.toString(now.getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "zeroflow-webhook");
    headers.put("X-MLflow-Delivery-Id", delivery.toString());
    headers.put("X-MLflow-Timestamp", timestamp);
    webhooks
        .secret(webhook.id())
        .ifPresent(
            secret ->
                headers.put(
                    "X-MLflow-Signature",
                    WebhookSignature.of(secret, delivery.toString(), timestamp, body)));
    return egress.post(webhook.url(), headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
