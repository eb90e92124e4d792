package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.List;

/** An experiment as it is sent; times in milliseconds since 1970. */
record ExperimentBody(
    String experimentId,
    String name,
    String artifactLocation,
    String lifecycleStage,
    long lastUpdateTime,
    long creationTime,
    List<KeyValue> tags) {
  static ExperimentBody of(TrackingExperiment it) {
    return new ExperimentBody(
        Long.toString(it.number()),
        it.name(),
        ArtifactRoots.ofExperiment(it.number(), it.artifactLocation()),
        Lifecycle.stage(it.deleted()),
        it.updatedAt().toEpochMilli(),
        it.createdAt().toEpochMilli(),
        KeyValue.of(it.tags()));
  }
}
