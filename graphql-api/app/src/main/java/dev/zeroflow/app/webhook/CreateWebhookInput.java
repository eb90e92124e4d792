package dev.zeroflow.app.webhook;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A webhook to add. */
@Input("CreateWebhookInput")
@Description("A webhook to add.")
public record CreateWebhookInput(
    @NonNull @Description("1 to 63 letters, digits, '.', '_' or '-'.") String name,
    @NonNull
        @Description("Where changes are posted to: http or https, and reachable for everybody.")
        String url,
    @NonNull @Description("What it is told of.") List<@NonNull ApiWebhookEvent> events,
    @Description("What to say of it.") @Nullable String description,
    @Description("What deliveries are signed with; nobody can read it again.")
        @Nullable String secret,
    @Description("Whether it is told; it is if this is left out.")
        @Nullable ApiWebhookStatus status,
    @Description("Chosen by you, once per intended webhook: a repeated request has no effect.")
        @Nullable String clientRequestId) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "CreateWebhookInput[" + name + "]";
  }
}
