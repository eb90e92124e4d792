package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.webhook.CheckedWebhooks;
import dev.zeroflow.app.webhook.CheckedWebhooks.Tested;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.Secret;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import dev.zeroflow.metadata.webhook.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is told of changes of the registry. Only people may change that. */
@Path("/api/2.0/mlflow/webhooks")
@RunOnVirtualThread
class WebhooksResource {
  private static final String SHOWN = "webhook";
  private static final String WHAT = "change webhooks";

  private final CallerResolver callers;
  private final Authors authors;
  private final CheckedWebhooks checked;
  private final Webhooks webhooks;
  private final Supplier<UUID> ids;
  private final MlflowJson json;

  WebhooksResource(
      CallerResolver callers,
      Authors authors,
      CheckedWebhooks checked,
      Webhooks webhooks,
      Supplier<UUID> ids,
      MlflowJson json) {
    this.callers = callers;
    this.authors = authors;
    this.checked = checked;
    this.webhooks = webhooks;
    this.ids = ids;
    this.json = json;
  }

  /** A part of the webhooks. */
  record Found(List<WebhookBody> webhooks, @Nullable String nextPageToken) {}

  /** What a test came to. */
  record Result(
      boolean success,
      @Nullable Integer responseStatus,
      @Nullable String responseBody,
      @Nullable String errorMessage) {
    static Result of(Tested it) {
      return new Result(it.success(), it.status(), it.body(), it.error());
    }
  }

  @POST
  public Response create(byte[] body) {
    Author author = authors.person(WHAT);
    return shown(checked.create(author, wanted(json.read(body, WebhookRequest.class))));
  }

  private NewWebhook wanted(WebhookRequest request) {
    @Nullable Set<WebhookEvent> events = request.storedEvents();
    @Nullable Status status = request.storedStatus();
    @Nullable String secret = request.secret();
    if (events == null) {
      throw MlflowIds.missing("events");
    }
    return new NewWebhook(
        ids.get(),
        MlflowRegistry.required("name", request.name()),
        Webhook.url(MlflowRegistry.required("url", request.url())),
        events,
        request.description() == null ? "" : request.description(),
        secret == null || secret.isEmpty() ? null : new Secret(secret),
        status == null ? Status.ACTIVE : status);
  }

  @GET
  public Response list(@Context UriInfo uri) {
    String project = callers.caller().project();
    WebhookRequest request = json.read(uri.getQueryParameters(), WebhookRequest.class);
    int size = request.size();
    List<Webhook> found = webhooks.list(project, below(request.pageToken()), size + 1);
    List<Webhook> page = found.stream().limit(size).toList();
    @Nullable String next = found.size() > size ? Long.toString(page.getLast().number()) : null;
    return json.ok(new Found(page.stream().map(WebhookBody::of).toList(), next));
  }

  private static @Nullable Long below(@Nullable String token) {
    try {
      return token == null || token.isEmpty() ? null : Long.valueOf(token);
    } catch (NumberFormatException e) {
      throw HttpFailure.badInput("Invalid page token: it was not given by this server");
    }
  }

  @GET
  @Path("{id}")
  public Response get(@PathParam("id") String id) {
    return shown(checked.require(callers.caller().project(), uuid(id)));
  }

  private static UUID uuid(String id) {
    return Ids.parse(id)
        .orElseThrow(() -> HttpFailure.notFound("Webhook with ID %s not found.".formatted(id)));
  }

  /** What is sent empty stays, but for texts that may become empty. */
  @PATCH
  @Path("{id}")
  public Response update(@PathParam("id") String id, byte[] body) {
    Author author = authors.person(WHAT);
    WebhookRequest request = json.read(body, WebhookRequest.class);
    @Nullable String url = filled(request.url());
    var change =
        new WebhookChange(
            filled(request.name()),
            url == null ? null : Webhook.url(url),
            request.storedEvents(),
            request.description(),
            request.secret(),
            request.storedStatus());
    return shown(checked.change(author, uuid(id), change));
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) {
    webhooks.delete(authors.person(WHAT), uuid(id));
    return json.done();
  }

  @POST
  @Path("{id}/test")
  public Response test(@PathParam("id") String id, byte[] body) {
    Author author = authors.person(WHAT);
    WebhookRequest.@Nullable Event event = json.read(body, WebhookRequest.class).event();
    Tested tested = checked.test(author, uuid(id), event == null ? null : event.stored());
    return json.ok("result", Result.of(tested));
  }

  private Response shown(Webhook webhook) {
    return json.ok(SHOWN, WebhookBody.of(webhook));
  }
}
