package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who is told of changes of a project's registry.
 *
 * @param number grows from webhook to webhook
 * @param url where changes are posted to
 * @param events in the order of their declaration
 * @param isSigned whether there is a secret that deliveries are signed with
 */
public record Webhook(
    UUID id,
    long number,
    String project,
    String name,
    URI url,
    Set<WebhookEvent> events,
    String description,
    boolean isSigned,
    Status status,
    Instant createdAt,
    Instant updatedAt) {
  /** Whether it is told. */
  public enum Status {
    ACTIVE,
    /** It is told nothing of what happens now; what waited for it goes on waiting. */
    DISABLED
  }

  /** Most webhooks of a project. */
  public static final int MAX_WEBHOOKS = 100;

  private static final int MAX_URL = 2_000;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  public Webhook {
    checkName(name);
    checkEvents(events);
    Names.prose("a webhook's description", description);
    events = Collections.unmodifiableSet(EnumSet.copyOf(events));
  }

  /**
   * Returns the name if it can be one of a webhook.
   *
   * @throws MetadataException with BAD_INPUT if it cannot
   */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw MetadataException.badInput(
          "a webhook's name must be 1 to 63 letters, digits, '.', '_' or '-', with a letter or digit at both ends: \"%.70s\""
              .formatted(name));
    }
    return name;
  }

  static void checkEvents(Set<WebhookEvent> events) {
    if (events.isEmpty()) {
      throw MetadataException.badInput("a webhook must have at least one event");
    }
  }

  /**
   * The address as clients write it. Whether it may be called is not decided here.
   *
   * @throws MetadataException with BAD_INPUT if it is no address
   */
  public static URI url(String text) {
    if (text.length() > MAX_URL) {
      throw MetadataException.badInput("a webhook's URL has at most " + MAX_URL + " characters");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw MetadataException.badInput("the webhook's URL is no address: " + e.getReason());
    }
  }
}
