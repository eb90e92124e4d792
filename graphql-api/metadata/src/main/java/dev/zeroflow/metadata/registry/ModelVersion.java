package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.Names;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A numbered, immutable pointer to a model artifact. What is said of it may change.
 *
 * @param version counts 1, 2, 3 ... per model; text, because clients of registries expect text
 * @param runId run that registered it; null if it was not a run
 * @param taskPath task that registered it
 * @param metrics ordered by key
 * @param userName who registered it; empty if that is not known
 * @param properties what clients of other registries say of it: JSON values by key
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
    VersionOrigin origin,
    String userName,
    String description,
    Stage stage,
    Map<String, String> tags,
    Map<String, @Nullable Object> properties,
    Instant createdAt,
    Instant updatedAt) {
  public ModelVersion {
    metrics = List.copyOf(metrics);
    tags = RegistryTags.ordered(tags);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** The version after a change. */
  public ModelVersion changed(VersionChange change, Instant now) {
    return new ModelVersion(
        id,
        project,
        model,
        version,
        artifactId,
        runId,
        taskPath,
        metrics,
        origin,
        userName,
        change.description() == null
            ? description
            : Names.prose("a version's description", change.description()),
        change.stage() == null ? stage : change.stage(),
        RegistryTags.changed(tags, change.tags()),
        change.properties() == null ? properties : change.properties(),
        createdAt,
        now);
  }
}
