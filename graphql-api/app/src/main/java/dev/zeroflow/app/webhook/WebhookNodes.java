package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Webhooks by their UUIDs. */
@ApplicationScoped
class WebhookNodes implements NodeSource {
  private final Webhooks webhooks;

  WebhookNodes(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public NodeType type() {
    return NodeType.WEBHOOK;
  }

  /** A project has so few that all of them are read. */
  @Override
  public List<ApiWebhook> find(String project, List<String> keys) {
    return webhooks.list(project, null, Webhook.MAX_WEBHOOKS).stream()
        .filter(it -> keys.contains(it.id().toString()))
        .map(ApiWebhook::of)
        .toList();
  }
}
