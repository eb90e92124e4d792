package dev.zeroflow.metadata.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A numbered, immutable pointer to a model artifact.
 *
 * @param version counts 1, 2, 3 ... per model; text, because clients of registries expect text
 * @param runId run that registered it; null if it was not a run
 * @param taskPath task that registered it
 * @param metrics ordered by key
 */
public record ModelVersion(
    UUID id,
    String project,
    String model,
    String version,
    UUID artifactId,
    @Nullable UUID runId,
    @Nullable String taskPath,
    List<ModelMetric> metrics,
    String description,
    Instant createdAt) {
  public ModelVersion {
    metrics = List.copyOf(metrics);
  }
}
