package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import java.time.Instant;
import java.util.List;

/** Reads events of S3 as Amazon EventBridge sends them. Keys are not encoded there. */
final class EventBridge {
  /** Who the same event comes from in a bucket notification. */
  private static final String SOURCE = "aws:s3";

  private EventBridge() {}

  static boolean isOne(JsonNode message) {
    return message.path("source").asText().equals("aws.s3")
        && message.path("detail-type").isTextual();
  }

  /** The created object; none for other events. */
  static List<ObjectCreated> parse(JsonNode message, Instant now) {
    if (!message.path("detail-type").asText().equals("Object Created")) {
      return List.of();
    }
    JsonNode detail = message.path("detail");
    return List.of(
        S3Notifications.object(
            SOURCE,
            detail.path("bucket").path("name").asText(),
            detail.path("object").path("key").asText(),
            detail.path("object"),
            message.path("time").asText(),
            now));
  }
}
