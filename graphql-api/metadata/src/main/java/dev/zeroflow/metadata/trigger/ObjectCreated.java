package dev.zeroflow.metadata.trigger;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.List;

/**
 * An object was stored.
 *
 * @param source who says so, e.g. {@code minio:s3}
 * @param id unique per source: the same id is the same event
 * @param key key in the bucket, decoded
 * @param size bytes
 * @param etag entity tag without quotes
 * @param sequencer grows with each event of the same key; empty if the source has none
 */
public record ObjectCreated(
    String source,
    String id,
    String bucket,
    String key,
    long size,
    String etag,
    String sequencer,
    Instant time) {
  private static final int MAX_TEXT = 2048;

  /** Both are part of a key of the database. */
  private static final int MAX_ID = 300;

  public ObjectCreated {
    if (source.isBlank() || id.isBlank() || bucket.isBlank() || key.isEmpty()) {
      throw MetadataException.badInput("an object event needs a source, an id, a bucket and a key");
    }
    if (source.length() > MAX_ID || id.length() > MAX_ID) {
      throw MetadataException.badInput(
          "source and id of an object event have at most %d characters".formatted(MAX_ID));
    }
    for (String text : List.of(source, id, bucket, key, etag, sequencer)) {
      if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
        throw MetadataException.badInput(
            "a text of an object event has more than %d characters, or a NUL among them"
                .formatted(MAX_TEXT));
      }
    }
    if (size < 0) {
      throw MetadataException.badInput("the size of an object is negative");
    }
  }
}
