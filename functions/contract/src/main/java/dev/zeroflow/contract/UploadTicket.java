package dev.zeroflow.contract;

import java.util.Map;

/**
 * Where to store one output artifact.
 *
 * @param uri durable address to name in {@link OutputArtifact#uri()}
 * @param putUrl presigned address for one PUT
 * @param headers headers that were signed and must be sent exactly
 */
public record UploadTicket(String uri, String putUrl, Map<String, String> headers) {}
