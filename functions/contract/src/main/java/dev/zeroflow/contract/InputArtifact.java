package dev.zeroflow.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact that a function reads.
 *
 * @param id opaque id in the metadata store
 * @param name name of the artifact
 * @param type schema title, e.g. {@code system.Dataset}
 * @param uri durable address; an identity, never opened by the function. One that ends with {@code
 *     /} is a directory: what is read then is its manifest, JSON of the form {@code {"files":
 *     [{"path", "digest", "size"}]}}, and its files by {@link ControlPlane#DOWNLOADS}
 * @param digest {@code sha256:<hex>} of the bytes, or {@code etag:<value>} for an object that was
 *     uploaded by somebody else; the reader checks it
 * @param size bytes
 * @param metadata JSON values by key
 * @param getUrl presigned address to read the bytes from; empty if there are none
 */
public record InputArtifact(
    String id,
    String name,
    String type,
    String uri,
    String digest,
    long size,
    Map<String, @Nullable Object> metadata,
    String getUrl) {}
