package dev.zeroflow.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact that a function has written, or passed on.
 *
 * @param uri the {@link UploadTicket#uri()} that it was uploaded to, or the uri of one of the
 *     task's input artifacts: then the output is the same object and nothing was uploaded. Empty if
 *     the step left no bytes, or the address of somebody else's that it names instead
 * @param digest {@code sha256:<hex>} of the bytes, or of the manifest of a directory; empty if
 *     nothing was uploaded
 * @param size bytes, of a directory of all its files
 * @param metadata JSON values by key
 */
public record OutputArtifact(
    String uri, String digest, long size, Map<String, @Nullable Object> metadata) {}
