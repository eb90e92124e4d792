package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.TrackingRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as it is sent. */
record RunBody(Info info, Data data, RunInputsBody inputs, RunInputsBody.Outputs outputs) {
  /** What the run is; times in milliseconds since 1970. */
  record Info(
      String runId,
      String runUuid,
      String runName,
      String experimentId,
      String userId,
      String status,
      long startTime,
      @Nullable Long endTime,
      String artifactUri,
      String lifecycleStage) {
    static Info of(TrackingRun it) {
      String id = MlflowIds.hex(it.id());
      Instant end = it.endedAt();
      return new Info(
          id,
          id,
          it.name(),
          Long.toString(it.experiment()),
          it.user(),
          RunStatus.of(it.state()).name(),
          it.startedAt().toEpochMilli(),
          end == null ? null : end.toEpochMilli(),
          ArtifactRoots.ofRun(it),
          Lifecycle.stage(it.deleted()));
    }
  }

  /** What was logged; of each metric the latest figure. */
  record Data(List<MetricBody> metrics, List<KeyValue> params, List<KeyValue> tags) {
    static Data of(RunData it) {
      return new Data(
          it.metrics().stream().map(MetricBody::ofRun).toList(),
          KeyValue.of(it.parameters()),
          KeyValue.of(it.tags()));
    }
  }

  static RunBody of(TrackingRun run, RunData data, Logged logged) {
    return new RunBody(
        Info.of(run), Data.of(data), RunInputsBody.of(logged), RunInputsBody.outputs(logged));
  }

  /** A run that has only its first tags. */
  static RunBody of(TrackingRun run, List<Entry> tags) {
    List<Entry> sorted = tags.stream().sorted(Comparator.comparing(Entry::key)).toList();
    return of(run, new RunData(List.of(), List.of(), sorted), Logged.NOTHING);
  }
}
