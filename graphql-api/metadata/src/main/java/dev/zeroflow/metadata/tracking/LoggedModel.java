package dev.zeroflow.metadata.tracking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model that was logged, before or without a place in the registry. Its id is also the one of its
 * artifact in the lineage, which is there once it is READY.
 *
 * @param experiment number of its experiment
 * @param artifactLocation as in its experiment
 * @param modelType as the client says, may be empty
 * @param sourceRunId run that made it; null if none did
 * @param stateMessage why it is in this state, may be empty
 * @param parameters ordered by key
 * @param tags ordered by key
 * @param metrics for each key, run and data set the latest figure
 */
public record LoggedModel(
    UUID id,
    String project,
    UUID experimentId,
    long experiment,
    String artifactLocation,
    String name,
    String modelType,
    @Nullable UUID sourceRunId,
    LoggedModelState state,
    String stateMessage,
    Instant createdAt,
    Instant updatedAt,
    List<Entry> parameters,
    List<Entry> tags,
    List<LoggedModelMetric> metrics) {
  public LoggedModel {
    parameters = List.copyOf(parameters);
    tags = List.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /** Where clients find its files. */
  public String root() {
    return ArtifactRoots.ofModel(experiment, artifactLocation, id);
  }
}
