package dev.zeroflow.metadata.governance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish that an alias points to a version.
 *
 * @param id of the decision: a repeated request has the same
 * @param expectedRevision that the alias must be at, 0 if it must be new; null for any
 */
public record PromotionRequest(
    UUID id, String model, String version, String alias, @Nullable Long expectedRevision) {}
