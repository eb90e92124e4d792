package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.MetadataException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a webhook can be told of. */
public enum WebhookEvent {
  REGISTERED_MODEL_CREATED(Entity.REGISTERED_MODEL, Action.CREATED),
  MODEL_VERSION_CREATED(Entity.MODEL_VERSION, Action.CREATED),
  MODEL_VERSION_TAG_SET(Entity.MODEL_VERSION_TAG, Action.SET),
  MODEL_VERSION_TAG_DELETED(Entity.MODEL_VERSION_TAG, Action.DELETED),
  MODEL_VERSION_ALIAS_CREATED(Entity.MODEL_VERSION_ALIAS, Action.CREATED),
  MODEL_VERSION_ALIAS_DELETED(Entity.MODEL_VERSION_ALIAS, Action.DELETED);

  /** What something happens to. */
  public enum Entity {
    REGISTERED_MODEL,
    MODEL_VERSION,
    MODEL_VERSION_TAG,
    MODEL_VERSION_ALIAS
  }

  /** What happens to it. */
  public enum Action {
    CREATED,
    SET,
    DELETED
  }

  private final Entity entity;
  private final Action action;

  WebhookEvent(Entity entity, Action action) {
    this.entity = entity;
    this.action = action;
  }

  /** What it happens to, e.g. {@code MODEL_VERSION}. */
  public String entity() {
    return entity.name();
  }

  /** What happens, e.g. {@code CREATED}. */
  public String action() {
    return action.name();
  }

  /** As it is written in a delivery, e.g. {@code model_version.created}. */
  public String text() {
    return (entity + "." + action).toLowerCase(Locale.ROOT);
  }

  /**
   * The event of a pair, in capitals.
   *
   * @throws MetadataException with BAD_INPUT if there is none
   */
  public static WebhookEvent of(String entity, String action) {
    return Stream.of(values())
        .filter(it -> it.entity().equals(entity) && it.action().equals(action))
        .findFirst()
        .orElseThrow(() -> unknown(entity, action));
  }

  private static MetadataException unknown(String entity, String action) {
    String known = Stream.of(values()).map(WebhookEvent::text).collect(Collectors.joining(", "));
    return MetadataException.badInput(
        "there is no event %.60s.%.60s here, only %s"
            .formatted(entity.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT), known));
  }
}
