package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.scheduler.engine.RunClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
   * @param now latest time that an event can have, taken where the record has no readable one
   * @throws HttpFailure with 400 if it is no notification
   */
  static List<ObjectCreated> parse(JsonNode message, Instant now) {
    JsonNode records = message.path("Records");
    if (!records.isArray() || records.size() > MAX_RECORDS) {
      throw HttpFailure.badInput(
          "expected an S3 notification with up to " + MAX_RECORDS + " 'Records'");
    }
    var created = new ArrayList<ObjectCreated>();
    records.forEach(record -> created.addAll(record(record, now)));
    return created;
  }

  /** The created object of one record; none if it tells of another event. */
  static List<ObjectCreated> record(JsonNode record, Instant now) {
    if (!isCreation(record.path("eventName").asText())) {
      return List.of();
    }
    JsonNode s3 = record.path("s3");
    return List.of(
        object(
            record.path("eventSource").asText("s3"),
            s3.path("bucket").path("name").asText(),
            key(s3.path("object").path("key").asText()),
            s3.path("object"),
            record.path("eventTime").asText(),
            now));
  }

  private static boolean isCreation(String name) {
    return name.startsWith("s3:ObjectCreated:") || name.startsWith("ObjectCreated:");
  }

  /**
   * An object by what a store says of it; what it does not say is an empty text.
   *
   * @param key key, decoded
   * @param facts size, entity tag, sequencer and version, by either of their names
   */
  static ObjectCreated object(
      String source, String bucket, String key, JsonNode facts, String time, Instant now) {
    String etag = either(facts, "eTag", "etag").replace("\"", "");
    String sequencer = facts.path("sequencer").asText();
    String version = either(facts, "versionId", "version-id");
    String id = id(bucket, key, version, etag, sequencer, time);
    long size = Math.max(0, facts.path("size").asLong());
    return valid(
        () -> new ObjectCreated(source, id, bucket, key, size, etag, sequencer, time(time, now)));
  }

  private static String either(JsonNode facts, String name, String other) {
    return facts.path(name).asText(facts.path(other).asText());
  }

  /** The object, or an answer that tells what is wrong with it. */
  static ObjectCreated valid(Supplier<ObjectCreated> object) {
    try {
      return object.get();
    } catch (MetadataException e) {
      throw HttpFailure.badInput(String.valueOf(e.getMessage()));
    }
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

  /** A time of an event; now if the text is none, or one that cannot be. */
  static Instant time(String text, Instant now) {
    try {
      Instant time = Instant.parse(text);
      return time.isAfter(now) || time.isBefore(Instant.EPOCH) ? now : time;
    } catch (DateTimeParseException e) {
      return now;
    }
  }
}
