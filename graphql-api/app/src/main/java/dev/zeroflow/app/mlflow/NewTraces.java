package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trace.NewTrace;
import dev.zeroflow.metadata.trace.TraceState;
import dev.zeroflow.metadata.tracking.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a client tells of a trace. */
@ApplicationScoped
class NewTraces {
  private final NewAssessments assessments;
  private final MlflowExperiments clock;

  NewTraces(NewAssessments assessments, MlflowExperiments clock) {
    this.assessments = assessments;
    this.clock = clock;
  }

  /**
   * The trace to be made.
   *
   * @throws HttpFailure with 400 if a field is wrong
   */
  NewTrace read(TraceBody sent, TraceHome home) {
    UUID id = id(sent.traceId());
    String time = sent.requestTime();
    String duration = sent.executionDuration();
    List<AssessmentBody> said = sent.assessments() == null ? List.of() : sent.assessments();
    return new NewTrace(
        id,
        home.experiment().project(),
        home.experiment().id(),
        state(sent.state()),
        time == null ? clock.now().toEpochMilli() : ProtoTimes.readTime("request_time", time),
        duration == null ? null : ProtoTimes.readDuration("execution_duration", duration),
        sent.clientRequestId(),
        sent.requestPreview(),
        sent.responsePreview(),
        entries(sent.tags()),
        metadata(entries(sent.traceMetadata()), home),
        said.stream().map(it -> assessments.read(id, it)).toList());
  }

  /** Not found is no answer to who makes one. */
  private static UUID id(@Nullable String sent) {
    try {
      return MlflowIds.trace(sent);
    } catch (HttpFailure e) {
      throw HttpFailure.badInput(
          "trace_id must be 'tr-' and 32 hexadecimal digits in lower case: \"%s\"".formatted(sent));
    }
  }

  private static TraceState state(@Nullable String sent) {
    if (sent == null) {
      return TraceState.STATE_UNSPECIFIED;
    }
    return Arrays.stream(TraceState.values())
        .filter(it -> it.name().equals(sent))
        .findFirst()
        .orElseThrow(
            () ->
                HttpFailure.badInput(
                    "state must be one of %s: \"%s\""
                        .formatted(Arrays.toString(TraceState.values()), sent)));
  }

  static List<Entry> entries(@Nullable Map<String, @Nullable String> sent) {
    List<Entry> entries = new ArrayList<>();
    if (sent != null) {
      sent.forEach(
          (key, value) -> {
            if (!key.equals(TraceBody.SPANS_LOCATION)) {
              entries.add(cut(key, value));
            }
          });
    }
    return entries;
  }

  /** Clients expect that a long value is cut, not refused. */
  static Entry cut(String key, @Nullable String value) {
    String text = value == null ? "" : value;
    return new Entry(key, text.length() <= Entry.MAX_TAG ? text : text.substring(0, Entry.MAX_TAG));
  }

  private static List<Entry> metadata(List<Entry> sent, TraceHome home) {
    boolean known = sent.stream().anyMatch(it -> it.key().equals(TraceHome.SOURCE_RUN));
    List<Entry> metadata = new ArrayList<>(sent);
    if (!known) {
      home.source().ifPresent(metadata::add);
    }
    return metadata;
  }
}
