package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.experiment.Experiment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An experiment as it is sent. Of a request, name and description are used. */
record ExperimentBody(
    @Nullable String experimentId,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable Instant createdAt,
    @Nullable String namespace,
    @Nullable String storageState,
    @Nullable Instant lastRunCreatedAt) {
  static ExperimentBody of(Experiment it) {
    return new ExperimentBody(
        it.id().toString(),
        it.name(),
        it.description(),
        it.createdAt(),
        null,
        it.storageState().name(),
        it.lastRunAt());
  }

  Experiment created(UUID id, String project, Instant now) {
    String name = Refusals.orEmpty(displayName);
    return Experiment.created(id, project, name, Refusals.orEmpty(description), now);
  }
}
