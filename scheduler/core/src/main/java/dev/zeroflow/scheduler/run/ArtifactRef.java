package dev.zeroflow.scheduler.run;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as a run carries it from task to task.
 *
 * @param id id in the metadata store
 * @param name name of the output that made it
 * @param type schema title
 * @param uri durable address
 * @param digest {@code sha256:<hex>} or {@code etag:<value>}
 * @param size bytes
 * @param metadata JSON values by key
 */
public record ArtifactRef(
    UUID id,
    String name,
    String type,
    String uri,
    String digest,
    long size,
    Map<String, @Nullable Object> metadata) {}
