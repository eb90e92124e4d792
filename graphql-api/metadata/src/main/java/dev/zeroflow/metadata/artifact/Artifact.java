package dev.zeroflow.metadata.artifact;

import dev.zeroflow.metadata.Digests;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, typed output with an address and a digest.
 *
 * @param id opaque and unique
 * @param project isolation unit that it belongs to
 * @param name name for people, e.g. {@code model}
 * @param type schema title, e.g. {@code system.Dataset}
 * @param uri {@code s3://bucket/key}, with {@code /} at its end if it is a directory; or the
 *     address that an importer was given or a step has named; empty if there is nothing but
 *     metadata
 * @param digest {@code sha256:<hex>} of the bytes, or {@code etag:<ETag>} of an object that was
 *     stored by someone else; {@code client:<text>} of a data set that somebody else has; empty if
 *     we hold no bytes of it
 * @param size bytes
 * @param metadata JSON values by key
 * @param createdAt when it was recorded
 */
public record Artifact(
    UUID id,
    String project,
    String name,
    String type,
    String uri,
    String digest,
    long size,
    Map<String, @Nullable Object> metadata,
    Instant createdAt) {
  public Artifact {
    if (size < 0) {
      throw new IllegalArgumentException("size of artifact " + id + " is negative: " + size);
    }
    if (!digest.isEmpty() && !Digests.isKnownForm(digest)) {
      throw new IllegalArgumentException("digest of artifact " + id + " has no known form");
    }
    // Not Map.copyOf: a JSON null is a value, and the order is the writer's.
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Whether it is one object that we hold. Of anything else the address may be what a step has made
   * up, and must not be read.
   */
  public boolean isObject() {
    return Digests.identifiesContent(digest) && !uri.endsWith("/");
  }
}
