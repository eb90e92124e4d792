package dev.zeroflow.app.webhook;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What is to become different about a webhook; what is left out stays. */
@Input("UpdateWebhookInput")
@Description("What is to become different about a webhook; what is left out stays.")
public record UpdateWebhookInput(
    @NonNull @Id @Description("Which webhook.") String id,
    @Description("Name to give it.") @Nullable String name,
    @Description("Where changes are posted to; also those that wait.") @Nullable String url,
    @Description("What it is told of.") @Nullable List<ApiWebhookEvent> events,
    @Description("What to say of it.") @Nullable String description,
    @Description("What deliveries are signed with; empty to sign none.") @Nullable String secret,
    @Description("Whether it is told.") @Nullable ApiWebhookStatus status) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "UpdateWebhookInput[" + id + "]";
  }
}
