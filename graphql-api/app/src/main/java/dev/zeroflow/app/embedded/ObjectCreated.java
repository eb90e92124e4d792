package dev.zeroflow.app.embedded;

import java.time.Instant;

/**
 * An object was written.
 *
 * @param bucket its bucket
 * @param key its key, as it is (not encoded)
 * @param size bytes
 * @param etag entity tag without quotes
 * @param name event name without prefix, e.g. {@code ObjectCreated:Put}
 * @param sequencer 16 hexadecimal digits that grow from event to event, compared as text
 * @param at when
 */
public record ObjectCreated(
    String bucket, String key, long size, String etag, String name, String sequencer, Instant at) {
  public static final String PUT = "ObjectCreated:Put";
  public static final String COPY = "ObjectCreated:Copy";
  public static final String COMPLETE_MULTIPART_UPLOAD = "ObjectCreated:CompleteMultipartUpload";
}
