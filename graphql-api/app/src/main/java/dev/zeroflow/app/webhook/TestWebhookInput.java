package dev.zeroflow.app.webhook;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What to send to a webhook for a test. */
@Input("TestWebhookInput")
@Description("What to send to a webhook for a test.")
public record TestWebhookInput(
    @NonNull @Id @Description("Which webhook.") String id,
    @Description("What to tell an example of; its first event if this is left out.")
        @Nullable ApiWebhookEvent event) {}
