package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Webhooks, and what they were told. */
@GraphQLApi
@Refusing
public class WebhookResolver {
  private static final String LIST = "webhooks";
  private static final int MAX_DELIVERIES = 25;

  private final CallerResolver callers;
  private final Webhooks webhooks;
  private final Later later;

  WebhookResolver(CallerResolver callers, Webhooks webhooks, Later later) {
    this.callers = callers;
    this.webhooks = webhooks;
    this.later = later;
  }

  @Query("webhooks")
  @NonNull
  @RunOnVirtualThread
  @Description("Who is told of changes of the model registry, newest first.")
  public WebhookConnection webhooks(
      @Name("first") @DefaultValue("25") @Description("Most webhooks to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    String project = callers.caller().project();
    List<Webhook> found = webhooks.list(project, Cursor.number(LIST, after), size + 1);
    return WebhookConnection.of(
        Slice.of(found, size, it -> Cursor.text(LIST, it.number()), ApiWebhook::of));
  }

  @Query
  @RunOnVirtualThread
  @Description("One webhook; null if there is none with this id.")
  public @Nullable ApiWebhook webhook(@NonNull @Id @Name("id") @Description("Its id.") String id) {
    String project = callers.caller().project();
    return NodeType.WEBHOOK
        .uuid(id)
        .flatMap(it -> webhooks.find(project, it))
        .map(ApiWebhook::of)
        .orElse(null);
  }

  @NonNull
  @Description("The newest 25 deliveries, newest first.")
  public Uni<List<List<@NonNull ApiWebhookDelivery>>> deliveries(@Source List<ApiWebhook> shown) {
    String project = shown.getFirst().stored().project();
    List<UUID> ids = shown.stream().map(it -> it.stored().id()).toList();
    return later
        .of(() -> webhooks.deliveries(project, ids, MAX_DELIVERIES))
        .map(found -> ids.stream().map(id -> shown(found, id)).toList());
  }

  private static List<ApiWebhookDelivery> shown(Map<UUID, List<Delivery>> found, UUID id) {
    return found.getOrDefault(id, List.of()).stream().map(ApiWebhookDelivery::of).toList();
  }
}
