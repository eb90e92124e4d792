package dev.zeroflow.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact that a function has written, or passed on.
 *
 * @param uri the {@link UploadTicket#uri()} that it was uploaded to, or the uri of one of the
 *     task's input artifacts: then the output is the same object and nothing was uploaded
 * @param digest {@code sha256:<hex>} of the bytes
 * @param size bytes
 * @param metadata JSON values by key
 */
public record OutputArtifact(
    String uri, String digest, long size, Map<String, @Nullable Object> metadata) {}
