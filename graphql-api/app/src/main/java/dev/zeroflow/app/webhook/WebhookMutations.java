package dev.zeroflow.app.webhook;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Attempted.Check;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.api.RequestIds;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.Secret;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import dev.zeroflow.metadata.webhook.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Mutations of webhooks, for people only: a task could send itself what it may not see. */
@GraphQLApi
@Refusing
public class WebhookMutations {
  private static final String WHAT = "change webhooks";

  private final Authors authors;
  private final CheckedWebhooks checked;
  private final Webhooks webhooks;
  private final Supplier<UUID> ids;

  WebhookMutations(
      Authors authors, CheckedWebhooks checked, Webhooks webhooks, Supplier<UUID> ids) {
    this.authors = authors;
    this.checked = checked;
    this.webhooks = webhooks;
    this.ids = ids;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Adds a webhook, if its URL may be called.")
  public WebhookPayload createWebhook(
      @NonNull @Name("input") @Description("The webhook.") CreateWebhookInput input) {
    Author author = authors.person(WHAT);
    return WebhookPayload.of(
        Attempted.of(
            () -> checked.create(author, wanted(author, input)),
            new Check("name", () -> Webhook.checkName(input.name())),
            new Check("url", () -> Webhook.url(input.url()))));
  }

  private NewWebhook wanted(Author author, CreateWebhookInput input) {
    @Nullable String secret = input.secret();
    @Nullable ApiWebhookStatus status = input.status();
    @Nullable String description = input.description();
    return new NewWebhook(
        RequestIds.id(author.project(), "webhook", input.clientRequestId(), ids),
        input.name(),
        Webhook.url(input.url()),
        events(input.events()),
        description == null ? "" : description,
        secret == null || secret.isEmpty() ? null : new Secret(secret),
        status == null ? Status.ACTIVE : status.stored());
  }

  private static Set<WebhookEvent> events(Collection<ApiWebhookEvent> events) {
    return events.stream()
        .filter(Objects::nonNull)
        .map(ApiWebhookEvent::stored)
        .collect(Collectors.toSet());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes a webhook, if its URL may be called.")
  public WebhookPayload updateWebhook(
      @NonNull @Name("input") @Description("The change.") UpdateWebhookInput input) {
    Author author = authors.person(WHAT);
    UUID id = NodeType.WEBHOOK.require("id", input.id());
    return WebhookPayload.of(Attempted.of(() -> checked.change(author, id, change(input))));
  }

  private static WebhookChange change(UpdateWebhookInput input) {
    @Nullable String url = input.url();
    @Nullable Collection<ApiWebhookEvent> events = input.events();
    @Nullable ApiWebhookStatus status = input.status();
    return new WebhookChange(
        input.name(),
        url == null ? null : Webhook.url(url),
        events == null ? null : events(events),
        input.description(),
        input.secret(),
        status == null ? null : status.stored());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes a webhook, with everything that waits for it.")
  public RemovalPayload deleteWebhook(
      @NonNull @Id @Name("id") @Description("Which webhook.") String id) {
    Author author = authors.person(WHAT);
    UUID wanted = NodeType.WEBHOOK.require("id", id);
    return RemovalPayload.of(Attempted.run(() -> webhooks.delete(author, wanted)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Sends an example to a webhook at once.")
  public WebhookTestPayload testWebhook(
      @NonNull @Name("input") @Description("What to send.") TestWebhookInput input) {
    Author author = authors.person(WHAT);
    UUID id = NodeType.WEBHOOK.require("id", input.id());
    @Nullable ApiWebhookEvent event = input.event();
    return WebhookTestPayload.of(
        Attempted.of(() -> checked.test(author, id, event == null ? null : event.stored())));
  }
}
