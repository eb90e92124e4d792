package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of projects. Changes of the registry write what webhooks are to be told in their own
 * transaction. Blocking, safe for use by many threads.
 */
public interface Webhooks {
  /**
   * Adds a webhook. One that is there with the same id is returned as it is.
   *
   * @throws MetadataException with CONFLICT if the project has {@link Webhook#MAX_WEBHOOKS}
   */
  Webhook create(Author author, NewWebhook webhook);

  /** The webhook, if the project has it. */
  Optional<Webhook> find(String project, UUID id);

  /** What its deliveries are signed with; empty if there is no such webhook, or no secret. */
  Optional<Secret> secret(UUID id);

  /**
   * Webhooks, newest first.
   *
   * @param below {@link Webhook#number} that they must be below; null for the newest ones
   */
  List<Webhook> list(String project, @Nullable Long below, int limit);

  /**
   * Changes a webhook. What waits for it goes to its new address.
   *
   * @throws MetadataException with NOT_FOUND
   */
  Webhook change(Author author, UUID id, WebhookChange change);

  /**
   * Removes a webhook, with everything that waits for it.
   *
   * @throws MetadataException with NOT_FOUND
   */
  void delete(Author author, UUID id);

  /** The JSON that a change at this time is told in. */
  String body(RegistryNews news, Instant at);

  /** Writes to the audit log that an address may not be called. */
  void refused(Author author, String webhook, String reason);

  /** The newest deliveries of each of these webhooks of the project, newest first. */
  Map<UUID, List<Delivery>> deliveries(String project, Collection<UUID> webhooks, int limit);
}
