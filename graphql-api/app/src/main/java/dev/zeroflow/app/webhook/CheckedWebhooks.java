package dev.zeroflow.app.webhook;

import dev.zeroflow.app.egress.EgressAnswer;
import dev.zeroflow.app.egress.EgressClient;
import dev.zeroflow.app.egress.EgressException;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.RegistryNews;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import dev.zeroflow.metadata.webhook.Webhooks;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes webhooks, and lets none have an address that may not be called. Blocking. */
public final class CheckedWebhooks {
  private final Webhooks webhooks;
  private final WebhookCaller caller;
  private final EgressClient egress;
  private final Supplier<UUID> ids;

  public CheckedWebhooks(
      Webhooks webhooks, WebhookCaller caller, EgressClient egress, Supplier<UUID> ids) {
    this.webhooks = webhooks;
    this.caller = caller;
    this.egress = egress;
    this.ids = ids;
  }

  /**
   * What a test came to.
   *
   * @param status of the answer, with the beginning of its body; null if there was none
   * @param error why there was no answer; null if there was one
   */
  public record Tested(@Nullable Integer status, @Nullable String body, @Nullable String error) {
    /** Whether a delivery would have arrived. */
    public boolean success() {
      return status != null && status >= 200 && status < 300;
    }
  }

  /** Like {@link Webhooks#create}; BAD_INPUT too if its address may not be called. */
  public Webhook create(Author author, NewWebhook webhook) {
    check(author, webhook.name(), webhook.url());
    return webhooks.create(author, webhook);
  }

  /** Like {@link Webhooks#change}; BAD_INPUT too if its address may not be called. */
  public Webhook change(Author author, UUID id, WebhookChange change) {
    Webhook before = require(author.project(), id);
    @Nullable URI url = change.url();
    if (url != null) {
      check(author, before.name(), url);
    }
    return webhooks.change(author, id, change);
  }

  private void check(Author author, String name, URI url) {
    try {
      egress.check(url);
    } catch (EgressException e) {
      if (e.reason() == EgressException.Reason.REFUSED) {
        webhooks.refused(author, name, e.text());
      }
      throw MetadataException.badInput("the webhook's URL cannot be used: " + e.text());
    }
  }

  /** The webhook; NOT_FOUND if the project does not have it. */
  public Webhook require(String project, UUID id) {
    return webhooks
        .find(project, id)
        .orElseThrow(() -> MetadataException.notFound("Webhook with ID " + id + " not found."));
  }

  /**
   * Sends an example at once, and keeps nothing of it.
   *
   * @param event null for the first one of the webhook
   * @throws MetadataException with NOT_FOUND
   */
  public Tested test(Author author, UUID id, @Nullable WebhookEvent event) {
    Webhook webhook = require(author.project(), id);
    WebhookEvent wanted = event == null ? webhook.events().iterator().next() : event;
    String body = webhooks.body(RegistryNews.example(wanted), author.at());
    try {
      EgressAnswer answer = caller.post(webhook, ids.get(), body, author.at());
      return new Tested(answer.status(), answer.body(), null);
    } catch (EgressException e) {
      return new Tested(null, null, e.text());
    }
  }
}
