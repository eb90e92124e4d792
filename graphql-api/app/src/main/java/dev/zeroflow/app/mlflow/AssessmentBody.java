package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said of a trace, as it is sent: feedback or an expectation. */
record AssessmentBody(
    @Nullable String assessmentId,
    @Nullable String assessmentName,
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable Source source,
    @Nullable String createTime,
    @Nullable String lastUpdateTime,
    @Nullable Feedback feedback,
    @Nullable Expectation expectation,
    @Nullable String rationale,
    @Nullable Map<String, @Nullable String> metadata,
    @Nullable String overrides,
    @Nullable Boolean valid) {
  /** Who says so. */
  record Source(@Nullable String sourceType, @Nullable String sourceId) {}

  /** A value, or why there is none. */
  record Feedback(@Nullable JsonNode value, @Nullable JsonNode error) {}

  /** A value; lists and maps come as a text of JSON. */
  record Expectation(@Nullable JsonNode value, @Nullable Serialized serializedValue) {}

  /** A value as a text. */
  record Serialized(@Nullable String serializationFormat, @Nullable String value) {}

  /** An assessment as it is wrapped in requests. */
  record Wrapped(@Nullable AssessmentBody assessment, @Nullable String updateMask) {}

  static AssessmentBody of(Assessment it) {
    boolean feedback = it.kind() == Assessment.Kind.FEEDBACK;
    return new AssessmentBody(
        MlflowIds.assessment(it.id()),
        it.name(),
        MlflowIds.trace(it.trace()),
        it.spanId(),
        new Source(it.source().type(), it.source().id()),
        it.createdAt().toString(),
        it.updatedAt().toString(),
        feedback ? AssessmentValues.feedback(it) : null,
        feedback ? null : AssessmentValues.expectation(it),
        it.rationale(),
        map(it),
        it.overrides() == null ? null : MlflowIds.assessment(it.overrides()),
        it.valid());
  }

  private static @Nullable Map<String, @Nullable String> map(Assessment it) {
    if (it.metadata().isEmpty()) {
      return null;
    }
    Map<String, @Nullable String> map = new TreeMap<>();
    for (Entry entry : it.metadata()) {
      map.put(entry.key(), entry.value());
    }
    return map;
  }
}
