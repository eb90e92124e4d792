package dev.zeroflow.metadata.registry;

import java.time.Instant;

/**
 * A name that owns versions.
 *
 * @param latestVersion number of the newest version
 */
public record RegisteredModel(
    String project, String name, String latestVersion, Instant createdAt) {}
