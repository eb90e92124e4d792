package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.NumberCursor;
import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.webhook.Webhook;
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
  /**
   * A page of what was read.
   *
   * @param found one webhook more than the page holds, if there are more
   */
  static WebhookConnection of(List<Webhook> found, int first) {
    List<WebhookEdge> edges =
        found.stream()
            .limit(first)
            .map(it -> new WebhookEdge(NumberCursor.text(it.number()), ApiWebhook.of(it)))
            .toList();
    var end = edges.isEmpty() ? null : edges.getLast().cursor();
    return new WebhookConnection(
        edges.stream().map(WebhookEdge::node).toList(),
        edges,
        new PageInfo(found.size() > first, end));
  }
}
