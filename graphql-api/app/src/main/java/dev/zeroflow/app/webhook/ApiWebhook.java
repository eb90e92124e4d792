package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.webhook.Webhook;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Who is told of changes of the registry. */
@Type("Webhook")
@Description("Who is told of changes of the model registry.")
public record ApiWebhook(
    @Ignore Webhook stored,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("The UUID that MLflow's clients use.") String uid,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Where changes are posted to.") String url,
    @NonNull @Description("What it is told of.") List<@NonNull ApiWebhookEvent> events,
    @NonNull @Description("What people say of it.") String description,
    @Description("Whether there is a secret that deliveries are signed with.") boolean signed,
    @NonNull @Description("Whether it is told.") ApiWebhookStatus status,
    @NonNull @Description("When it was made.") Instant createdAt,
    @NonNull @Description("When it changed last.") Instant updatedAt)
    implements ApiNode {
  static ApiWebhook of(Webhook it) {
    return new ApiWebhook(
        it,
        NodeType.WEBHOOK.id(it.id()),
        it.id().toString(),
        it.name(),
        it.url().toString(),
        it.events().stream().map(ApiWebhookEvent::of).toList(),
        it.description(),
        it.isSigned(),
        ApiWebhookStatus.of(it.status()),
        it.createdAt(),
        it.updatedAt());
  }
}
