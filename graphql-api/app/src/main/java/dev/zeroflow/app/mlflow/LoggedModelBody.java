package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModelMetric;
import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A logged model as it is sent. */
record LoggedModelBody(Info info, Data data) {
  /** What the model is; times in milliseconds since 1970. */
  record Info(
      String modelId,
      String experimentId,
      String name,
      long creationTimestampMs,
      long lastUpdatedTimestampMs,
      String artifactUri,
      String status,
      String modelType,
      @Nullable String sourceRunId,
      String statusMessage,
      List<KeyValue> tags) {
    static Info of(LoggedModel it) {
      return new Info(
          MlflowIds.model(it.id()),
          Long.toString(it.experiment()),
          it.name(),
          it.createdAt().toEpochMilli(),
          it.updatedAt().toEpochMilli(),
          it.root(),
          ModelStatus.of(it.state()).name(),
          it.modelType(),
          it.sourceRunId() == null ? null : MlflowIds.hex(it.sourceRunId()),
          it.stateMessage(),
          KeyValue.of(it.tags()));
    }
  }

  /** What was logged to it. */
  record Data(List<KeyValue> params, List<Metric> metrics) {}

  /** A figure like those of runs, with the run that measured it. */
  record Metric(
      String key,
      @Nullable Double value,
      @Nullable Long timestamp,
      @Nullable Long step,
      @Nullable String modelId,
      @Nullable String datasetName,
      @Nullable String datasetDigest,
      String runId) {
    static Metric of(UUID model, LoggedModelMetric it) {
      MetricBody shown =
          MetricBody.of(
              new MetricPoint(
                  it.key(),
                  it.value(),
                  it.atMillis(),
                  it.step(),
                  model,
                  orNull(it.datasetName()),
                  orNull(it.datasetDigest())));
      return new Metric(
          it.key(),
          shown.value(),
          shown.timestamp(),
          shown.step(),
          shown.modelId(),
          shown.datasetName(),
          shown.datasetDigest(),
          MlflowIds.hex(it.runId()));
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  static LoggedModelBody of(LoggedModel it) {
    return new LoggedModelBody(
        Info.of(it),
        new Data(
            KeyValue.of(it.parameters()),
            it.metrics().stream().map(metric -> Metric.of(it.id(), metric)).toList()));
  }
}
