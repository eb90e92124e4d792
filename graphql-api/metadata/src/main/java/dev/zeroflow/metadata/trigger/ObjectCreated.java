package dev.zeroflow.metadata.trigger;

import java.time.Instant;

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
    Instant time) {}
