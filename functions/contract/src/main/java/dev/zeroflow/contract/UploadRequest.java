package dev.zeroflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * Asks the control plane where an output artifact may be stored; POST to {@link
 * ControlPlane#UPLOADS} with the attempt token as bearer.
 *
 * @param output name of a declared output artifact
 * @param digest {@code sha256:<hex>} of the bytes that will be sent
 * @param size bytes that will be sent
 * @param contentType media type that will be sent
 * @param path null for an artifact that is one object; for a directory the path of one of its files
 *     in it, or "" for its manifest, which comes last
 */
public record UploadRequest(
    String output, String digest, long size, String contentType, @Nullable String path) {}
