package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a trace, without its spans.
 *
 * @param requestTime as {@link ProtoTimes} writes it
 * @param executionDuration likewise
 */
record TraceBody(
    @Nullable String traceId,
    @Nullable String clientRequestId,
    @Nullable Location traceLocation,
    @Nullable String requestPreview,
    @Nullable String responsePreview,
    @Nullable String requestTime,
    @Nullable String executionDuration,
    @Nullable String state,
    @Nullable Map<String, @Nullable String> traceMetadata,
    @Nullable List<AssessmentBody> assessments,
    @Nullable Map<String, @Nullable String> tags) {
  /** Tells clients that spans are here, and not in a file. */
  static final String SPANS_LOCATION = "mlflow.trace.spansLocation";

  private static final String ARTIFACT_LOCATION = "mlflow.artifactLocation";

  /** Where it belongs: an experiment. */
  record Location(@Nullable String type, @Nullable Experiment mlflowExperiment) {
    /** By its number. */
    record Experiment(@Nullable String experimentId) {}

    static Location of(long experiment) {
      return new Location("MLFLOW_EXPERIMENT", new Experiment(Long.toString(experiment)));
    }

    /** The number; null if it is another kind of place. */
    @Nullable String experiment() {
      return mlflowExperiment == null ? null : mlflowExperiment.experimentId();
    }
  }

  /** A trace as it is wrapped in requests and answers. */
  record Wrapped(@Nullable TraceBody traceInfo) {}

  static TraceBody of(Trace trace, TraceData data) {
    return new TraceBody(
        MlflowIds.trace(trace.id()),
        trace.clientRequestId(),
        Location.of(trace.experiment()),
        trace.requestPreview(),
        trace.responsePreview(),
        ProtoTimes.time(trace.startedMillis()),
        ProtoTimes.duration(trace.durationMillis()),
        trace.state().name(),
        data.metadata().isEmpty() ? null : map(data.metadata()),
        data.assessments().stream().map(it -> AssessmentBody.of(it)).toList(),
        tags(trace, data));
  }

  private static Map<String, @Nullable String> map(List<Entry> entries) {
    Map<String, @Nullable String> map = new TreeMap<>();
    entries.forEach(it -> map.put(it.key(), it.value()));
    return map;
  }

  /** With what clients have to know to find spans and files. */
  private static Map<String, @Nullable String> tags(Trace trace, TraceData data) {
    Map<String, @Nullable String> tags = map(data.tags());
    tags.put(
        ARTIFACT_LOCATION,
        ArtifactRoots.ofTrace(trace.experiment(), trace.artifactLocation(), trace.id()));
    if (trace.spans() > 0) {
      tags.put(SPANS_LOCATION, "TRACKING_STORE");
    }
    return tags;
  }
}
