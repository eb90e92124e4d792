package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import java.time.Instant;
import java.util.List;

/**
 * Finds the created objects in what senders send: our own event, and those of S3 stores, which
 * brokers and sources wrap into CloudEvents of many types. Whichever way an upload is told, it has
 * the same id.
 */
final class ObjectMessages {
  /** The one type that others are turned into. */
  static final String CREATED = "dev.zeroflow.object.created";

  private ObjectMessages() {}

  /**
   * The created objects of a message that is no CloudEvent.
   *
   * @param now latest time that an event can have
   * @throws HttpFailure with 400 if it is neither a bucket notification nor of EventBridge
   */
  static List<ObjectCreated> of(JsonNode message, Instant now) {
    return EventBridge.isOne(message)
        ? EventBridge.parse(message, now)
        : S3Notifications.parse(message, now);
  }

  /** The created objects of a CloudEvent; none if it tells of something else. */
  static List<ObjectCreated> of(CloudEvent event, Instant now) {
    JsonNode data = event.data();
    if (event.type().equals(CREATED)) {
      return List.of(created(event, now));
    }
    if (data.path("Records").isArray() || EventBridge.isOne(data)) {
      return of(data, now);
    }
    // The data of a CloudEvent for S3 is one record.
    return data.path("s3").isObject() && data.path("eventName").isTextual()
        ? S3Notifications.record(data, now)
        : List.of();
  }

  private static ObjectCreated created(CloudEvent event, Instant now) {
    String bucket = event.attribute("bucket").orElse(event.data().path("bucket").asText());
    String key = event.attribute("subject").orElse("");
    return S3Notifications.valid(
        () ->
            new ObjectCreated(
                event.source(),
                event.id(),
                bucket,
                key,
                Math.max(0, event.data().path("size").asLong()),
                event.attribute("etag").orElse("").replace("\"", ""),
                event.attribute("sequencer").orElse(""),
                S3Notifications.time(event.attribute("time").orElse(""), now)));
  }
}
