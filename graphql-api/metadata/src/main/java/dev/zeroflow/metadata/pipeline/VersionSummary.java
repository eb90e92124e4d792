package dev.zeroflow.metadata.pipeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a pipeline without its document.
 *
 * @param number counts from 1 in its pipeline
 * @param displayName null for the name
 * @param digest {@code sha256:<hex>} of the document
 */
public record VersionSummary(
    UUID id,
    UUID pipelineId,
    int number,
    String name,
    @Nullable String displayName,
    String description,
    String codeSourceUrl,
    Map<String, String> tags,
    String digest,
    Instant createdAt) {}
