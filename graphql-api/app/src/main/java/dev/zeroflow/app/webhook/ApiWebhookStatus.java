package dev.zeroflow.app.webhook;

import dev.zeroflow.metadata.webhook.Webhook.Status;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Whether a webhook is told. */
@Enum("WebhookStatus")
@Description("Whether a webhook is told.")
public enum ApiWebhookStatus {
  @Description("It is.")
  ACTIVE,
  @Description("It is told nothing of what happens now; what waited for it goes on waiting.")
  DISABLED;

  static ApiWebhookStatus of(Status it) {
    return valueOf(it.name());
  }

  Status stored() {
    return Status.valueOf(name());
  }
}
