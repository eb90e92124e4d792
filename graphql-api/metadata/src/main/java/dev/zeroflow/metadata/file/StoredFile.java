package dev.zeroflow.metadata.file;

import java.time.Instant;

/**
 * A file that is there in full.
 *
 * @param uri {@code s3://bucket/key} of the object that holds it
 * @param size bytes
 * @param digest {@code sha256:<hex>}, or {@code etag:<ETag>} if its bytes did not pass this server
 * @param mediaType as the client said
 */
public record StoredFile(
    String project,
    FilePath path,
    String uri,
    long size,
    String digest,
    String mediaType,
    Instant storedAt) {}
