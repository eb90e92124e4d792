package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of webhooks, newest first. */
@Type("WebhookConnection")
@Description("A page of webhooks, newest first.")
public record WebhookConnection(
    @NonNull @Description("The webhooks.") List<@NonNull ApiWebhook> nodes,
    @NonNull @Description("The webhooks with their places in the list.")
        List<@NonNull WebhookEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static WebhookConnection of(Slice<ApiWebhook> page) {
    return new WebhookConnection(page.items(), page.edges(WebhookEdge::new), page.info());
  }
}
