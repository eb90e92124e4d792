package dev.zeroflow.app.webhook;

import dev.zeroflow.metadata.webhook.WebhookEvent;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a webhook can be told of. */
@Enum("WebhookEvent")
@Description("What a webhook can be told of.")
public enum ApiWebhookEvent {
  @Description("A model is new.")
  REGISTERED_MODEL_CREATED,
  @Description("A version is new.")
  MODEL_VERSION_CREATED,
  @Description("A version has a tag, or another value of it.")
  MODEL_VERSION_TAG_SET,
  @Description("A version has lost a tag.")
  MODEL_VERSION_TAG_DELETED,
  @Description("An alias is new, or points to another version.")
  MODEL_VERSION_ALIAS_CREATED,
  @Description("An alias is gone.")
  MODEL_VERSION_ALIAS_DELETED;

  static ApiWebhookEvent of(WebhookEvent it) {
    return valueOf(it.name());
  }

  WebhookEvent stored() {
    return WebhookEvent.valueOf(name());
  }
}
