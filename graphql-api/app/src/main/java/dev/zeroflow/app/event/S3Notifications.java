package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.scheduler.engine.RunClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads bucket notifications as AWS S3 and MinIO send them. MinIO puts {@code s3:} before the event
 * name; both encode keys as in a form.
 */
final class S3Notifications {
  /** More records than any sender puts into one message. */
  private static final int MAX_RECORDS = 1_000;

  private S3Notifications() {}

  /**
   * The created objects of a message; other events are left out.
   *
   * @param message body of the notification
   * @param now taken where the record has no readable time
   * @throws HttpFailure with 400 if it is no notification
   */
  static List<ObjectCreated> parse(JsonNode message, Instant now) {
    JsonNode records = message.path("Records");
    if (!records.isArray() || records.size() > MAX_RECORDS) {
      throw HttpFailure.badInput(
          "expected an S3 notification with up to " + MAX_RECORDS + " 'Records'");
    }
    var created = new ArrayList<ObjectCreated>();
    for (JsonNode record : records) {
      if (isCreation(record.path("eventName").asText())) {
        created.add(object(record, now));
      }
    }
    return created;
  }

  private static boolean isCreation(String name) {
    return name.startsWith("s3:ObjectCreated:") || name.startsWith("ObjectCreated:");
  }

  private static ObjectCreated object(JsonNode record, Instant now) {
    JsonNode object = record.path("s3").path("object");
    String bucket = record.path("s3").path("bucket").path("name").asText();
    String encoded = object.path("key").asText();
    if (bucket.isEmpty() || encoded.isEmpty()) {
      throw HttpFailure.badInput("a record names no bucket or no key");
    }
    String key = key(encoded);
    String etag = object.path("eTag").asText().replace("\"", "");
    String sequencer = object.path("sequencer").asText();
    String version = object.path("versionId").asText();
    return new ObjectCreated(
        record.path("eventSource").asText("s3"),
        id(bucket, key, version, etag, sequencer, record.path("eventTime").asText()),
        bucket,
        key,
        Math.max(0, object.path("size").asLong()),
        etag,
        sequencer,
        time(record.path("eventTime").asText(), now));
  }

  private static String key(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badInput("the key is not form-encoded: " + encoded);
    }
  }

  /**
   * Repeated deliveries of one event have all of this in common; two uploads differ at least in
   * one.
   */
  private static String id(
      String bucket, String key, String version, String etag, String sequencer, String time) {
    String last = sequencer.isEmpty() ? time : sequencer;
    String name = String.join("\n", bucket, key, version, etag, last);
    return RunClient.digest(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant time(String text, Instant now) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return now;
    }
  }
}
