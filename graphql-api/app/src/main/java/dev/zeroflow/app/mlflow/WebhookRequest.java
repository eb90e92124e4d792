package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of requests about webhooks; of each request some of these. */
record WebhookRequest(
    @Nullable String name,
    @Nullable String description,
    @Nullable String url,
    @Nullable List<Event> events,
    @Nullable String secret,
    @Nullable String status,
    @Nullable Event event,
    @Nullable Integer maxResults,
    @Nullable String pageToken) {
  /** What a webhook is told of. */
  record Event(@Nullable String entity, @Nullable String action) {
    static Event of(WebhookEvent it) {
      return new Event(it.entity(), it.action());
    }

    WebhookEvent stored() {
      return WebhookEvent.of(
          MlflowRegistry.required("entity", entity), MlflowRegistry.required("action", action));
    }
  }

  /** The events; null if none are sent. */
  @Nullable Set<WebhookEvent> storedEvents() {
    return events == null || events.isEmpty()
        ? null
        : events.stream().map(Event::stored).collect(Collectors.toSet());
  }

  /** The status; null if none is sent. */
  @Nullable Status storedStatus() {
    return switch (status) {
      case null -> null;
      case "ACTIVE" -> Status.ACTIVE;
      case "DISABLED" -> Status.DISABLED;
      default -> throw HttpFailure.badInput("the status must be ACTIVE or DISABLED: " + status);
    };
  }

  int size() {
    int size = maxResults == null ? 100 : maxResults;
    if (size < 1 || size > 1_000) {
      throw HttpFailure.badInput("max_results must be between 1 and 1000.");
    }
    return size;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "WebhookRequest[" + name + "]";
  }
}
