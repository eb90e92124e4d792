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
 * @param uri durable address; one that ends with {@code /} is a directory
 * @param digest {@code sha256:<hex>} or {@code etag:<value>}; empty if we hold no bytes of it
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
    Map<String, @Nullable Object> metadata) {

  /** Whether we hold its bytes: it may be nothing but metadata, or lie with somebody else. */
  public boolean isStored() {
    return !digest.isEmpty();
  }

  /** Whether the address is that of somebody else's object, which nobody here reads. */
  public boolean isElsewhere() {
    return !isStored() && !uri.isEmpty();
  }

  /** Whether it is a directory of files, described by a manifest. */
  public boolean isDirectory() {
    return uri.endsWith("/");
  }
}
