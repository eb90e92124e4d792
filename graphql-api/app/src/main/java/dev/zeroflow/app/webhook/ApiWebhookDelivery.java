package dev.zeroflow.app.webhook;

import dev.zeroflow.metadata.webhook.Delivery;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** One change that a webhook is told of. */
@Type("WebhookDelivery")
@Description("One change that a webhook is told of.")
public record ApiWebhookDelivery(
    @NonNull @Id @Description("The same for every attempt; sent as X-MLflow-Delivery-Id.")
        String id,
    @NonNull @Description("What happened.") ApiWebhookEvent event,
    @NonNull @Description("What became of it.") ApiDeliveryState state,
    @Description("Attempts that were made.") int attempts,
    @Description("When it is tried again; null if it has ended.") @Nullable Instant nextTryAt,
    @Description("Status of the last answer; null if there was none.")
        @Nullable Integer responseStatus,
    @Description("Why the last attempt failed; null if it did not.") @Nullable String error,
    @NonNull @Description("When it happened.") Instant createdAt,
    @Description("When it was delivered or given up; null if it waits.")
        @Nullable Instant endedAt) {
  static ApiWebhookDelivery of(Delivery it) {
    return new ApiWebhookDelivery(
        it.id().toString(),
        ApiWebhookEvent.of(it.event()),
        ApiDeliveryState.of(it.state()),
        it.attempts(),
        it.nextTryAt(),
        it.status(),
        it.error(),
        it.createdAt(),
        it.endedAt());
  }
}
