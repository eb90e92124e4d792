package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.app.webhook.CheckedWebhooks.Tested;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What a test of a webhook came to. */
@Type("WebhookTestPayload")
@Description("What a test of a webhook came to.")
public record WebhookTestPayload(
    @Description("Whether a delivery would have arrived.") boolean success,
    @Description("Status of the answer; null if there was none.") @Nullable Integer responseStatus,
    @Description("The beginning of the answer; null if there was none.")
        @Nullable String responseBody,
    @Description("Why there was no answer; null if there was one.") @Nullable String error,
    @NonNull @Description("Why nothing was sent; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static WebhookTestPayload of(Attempted<Tested> done) {
    @Nullable Tested it = done.result();
    return it == null
        ? new WebhookTestPayload(false, null, null, null, done.errors())
        : new WebhookTestPayload(it.success(), it.status(), it.body(), it.error(), done.errors());
  }
}
