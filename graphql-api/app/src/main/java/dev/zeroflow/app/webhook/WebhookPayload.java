package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.webhook.Webhook;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a webhook. */
@Type("WebhookPayload")
@Description("What became of a webhook.")
public record WebhookPayload(
    @Description("The webhook as it is now; null if nothing was done.")
        @Nullable ApiWebhook webhook,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static WebhookPayload of(Attempted<Webhook> done) {
    return new WebhookPayload(done.shown(ApiWebhook::of), done.errors());
  }
}
