package dev.zeroflow.store;

import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.NewTrace;
import dev.zeroflow.metadata.trace.SentSpan;
import dev.zeroflow.metadata.trace.SpanBatch;
import dev.zeroflow.metadata.trace.SpanStatus;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.trace.TraceState;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Traces with valid values for tests. */
final class SomeTraces {
  static final String ROOT = "00000000000000aa";
  static final String CHILD = "00000000000000bb";
  static final long MILLI = 1_000_000;

  private SomeTraces() {}

  static TraceSpan span(
      String id, @Nullable String parent, long startMillis, @Nullable Long endMillis) {
    return span(id, parent, startMillis, endMillis, "{\"model\":\"gpt\",\"n\":1.0}");
  }

  static TraceSpan span(
      String id,
      @Nullable String parent,
      long startMillis,
      @Nullable Long endMillis,
      String attributes) {
    return new TraceSpan(
        id,
        parent,
        "span " + id.substring(14),
        "LLM",
        SpanStatus.OK,
        "",
        startMillis * MILLI,
        endMillis == null ? null : endMillis * MILLI,
        attributes,
        "[]",
        "[]");
  }

  static List<SpanBatch> batch(UUID trace, TraceSpan... spans) {
    return SpanBatch.of(
        Arrays.stream(spans)
            .map(
                it ->
                    new SentSpan(
                        trace,
                        it,
                        "\"in\"",
                        "\"out\"",
                        List.of(),
                        List.of(new Entry("by", "spans"))))
            .toList());
  }

  static NewTrace told(UUID id, TrackingExperiment experiment, long startMillis, Entry... tags) {
    return new NewTrace(
        id,
        experiment.project(),
        experiment.id(),
        TraceState.OK,
        startMillis,
        7L,
        "request " + startMillis,
        "told in",
        null,
        List.of(tags),
        List.of(new Entry("mlflow.user", "me")),
        List.of());
  }

  static Assessment said(UUID trace, Assessment.Kind kind, String name, String value) {
    boolean number = value.matches("[0-9.]+");
    return new Assessment(
        UUID.randomUUID(),
        trace,
        kind,
        name,
        value,
        number ? Double.valueOf(value) : null,
        null,
        new Assessment.Source("HUMAN", "me"),
        null,
        null,
        List.of(new Entry("a", "1")),
        null,
        true,
        PostgresTest.NOW,
        PostgresTest.NOW);
  }
}
