package dev.zeroflow.store;

import static dev.zeroflow.store.SomeTraces.CHILD;
import static dev.zeroflow.store.SomeTraces.ROOT;
import static dev.zeroflow.store.SomeTraces.batch;
import static dev.zeroflow.store.SomeTraces.span;
import static dev.zeroflow.store.SomeTraces.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.trace.TraceDeletion;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.trace.TraceState;
import dev.zeroflow.metadata.trace.Traces;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgTracesTest extends PostgresTest {
  private final PgTraces traces = new PgTraces(POOL);
  private final PgTrackingExperiments experiments =
      new PgTrackingExperiments(POOL, new PgExperiments(POOL));
  private final UUID id = UUID.randomUUID();
  private TrackingExperiment experiment;

  @BeforeEach
  void findExperiment() {
    experiment = experiments.find(project, 0, NOW).orElseThrow();
  }

  private void add(TraceSpan... spans) {
    traces.add(project, experiment.id(), batch(id, spans));
  }

  private Trace trace() {
    return traces.find(project, id).orElseThrow();
  }

  private TraceData data() {
    return traces.data(project, List.of(id)).get(id);
  }

  private List<TraceSpan> spans() {
    return traces.spans(project, List.of(id)).getOrDefault(id, List.of());
  }

  @Test
  void aTraceGrowsWithItsSpansInWhateverOrder() {
    TraceSpan child = span(CHILD, ROOT, 200, 900L);
    TraceSpan root = span(ROOT, null, 100, 500L);
    add(child);
    assertThat(trace().state()).isEqualTo(TraceState.IN_PROGRESS);
    assertThat(trace().requestPreview()).isNull();
    add(root);
    Trace whole = trace();
    assertThat(whole.state()).isEqualTo(TraceState.OK);
    assertThat(whole.startedMillis()).isEqualTo(100);
    assertThat(whole.durationMillis()).isEqualTo(800);
    assertThat(whole.requestPreview()).isEqualTo("\"in\"");
    assertThat(whole.spans()).isEqualTo(2);
    assertThat(whole.experimentId()).isEqualTo(experiment.id());
    assertThat(spans()).containsExactly(root, child);
    assertThat(data().tags()).containsExactly(new Entry("by", "spans"));
  }

  @Test
  void toSendSpansAgainChangesNothing() {
    add(span(ROOT, null, 100, 500L), span(CHILD, ROOT, 100, 300L));
    traces.setTag(project, id, new Entry("by", "somebody"));
    Trace before = trace();
    List<TraceSpan> spansBefore = spans();
    add(span(ROOT, null, 100, 500L), span(CHILD, ROOT, 100, 300L, "{}"));
    assertThat(trace()).isEqualTo(before);
    assertThat(spans()).isEqualTo(spansBefore);
    assertThat(data().tags()).containsExactly(new Entry("by", "somebody"));
  }

  @Test
  void aSpanThatGoesOnIsReplacedByItsEnd() {
    add(span(ROOT, null, 100, null));
    assertThat(trace().durationMillis()).isNull();
    TraceSpan ended = span(ROOT, null, 100, 300L, "{\"done\":true}");
    add(ended);
    assertThat(spans()).containsExactly(ended);
    assertThat(trace().durationMillis()).isEqualTo(200);
    assertThat(trace().spans()).isEqualTo(1);
  }

  @Test
  void whatIsToldOfTheWholeCountsMoreThanItsSpans() {
    add(span(ROOT, null, 100, 500L));
    traces.start(told(id, experiment, 90, new Entry("by", "client")));
    add(span(CHILD, ROOT, 50, 999L));
    Trace whole = trace();
    assertThat(whole.startedMillis()).isEqualTo(90);
    assertThat(whole.durationMillis()).isEqualTo(7);
    assertThat(whole.requestPreview()).isEqualTo("told in");
    assertThat(whole.responsePreview()).isEqualTo("\"out\"");
    assertThat(whole.clientRequestId()).isEqualTo("request 90");
    assertThat(data().tags()).containsExactly(new Entry("by", "client"));
    assertThat(data().metadata()).containsExactly(new Entry("mlflow.user", "me"));
  }

  @Test
  void toTellItAgainChangesNothing() {
    traces.start(told(id, experiment, 90, new Entry("a", "1")));
    traces.setTag(project, id, new Entry("a", "2"));
    Trace before = trace();
    traces.start(told(id, experiment, 99, new Entry("a", "1")));
    assertThat(trace()).isEqualTo(before);
    assertThat(data().tags()).containsExactly(new Entry("a", "2"));
  }

  @Test
  void jsonIsKeptAsItWasSent() {
    String attributes = "{\"z\":1.0,\"a\":[1,{\"deep\":null}],\"text\":\"é😀 \\\"q\\\"\"}";
    TraceSpan sent = span(ROOT, null, 1, 2L, attributes);
    add(sent);
    assertThat(spans()).containsExactly(sent);
  }

  @Test
  void whatBelongsToAnotherProjectIsNotThere() {
    add(span(ROOT, null, 100, 500L));
    String other = "other-" + project;
    assertThat(traces.find(other, id)).isEmpty();
    assertThat(traces.spans(other, List.of(id))).isEmpty();
    assertThat(traces.data(other, List.of(id))).containsEntry(id, TraceData.EMPTY);
    assertThat(traces.removeTag(other, id, "by")).isFalse();
    assertThatThrownBy(() -> traces.setTag(other, id, new Entry("a", "1")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("not found");
    TrackingExperiment theirs = experiments.find(other, 0, NOW).orElseThrow();
    traces.start(told(id, theirs, 5));
    assertThat(traces.find(other, id).orElseThrow().startedMillis()).isEqualTo(5);
    assertThat(trace().startedMillis()).isEqualTo(100);
    assertThat(traces.delete(other, new TraceDeletion(experiment.id(), List.of(id), null, null)))
        .isZero();
  }

  @Test
  void tooManySpansAreRefusedAsAWhole() {
    TraceSpan[] most =
        IntStream.range(0, Traces.MAX_SPANS)
            .mapToObj(i -> span("%016x".formatted(i), null, 1, 2L, "{}"))
            .toArray(TraceSpan[]::new);
    add(most);
    add(most);
    assertThatThrownBy(() -> add(span("f".repeat(16), null, 1, 2L)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("at most");
    assertThat(trace().spans()).isEqualTo(Traces.MAX_SPANS);
  }

  @Test
  void runsAreLinkedOnceAndOnlyWithTracesOfTheProject() {
    add(span(ROOT, null, 100, 500L));
    UUID run = UUID.randomUUID();
    assertThatThrownBy(() -> traces.link(project, run, List.of(id)))
        .isInstanceOf(MetadataException.class);
    new PgTrackingRuns(POOL).create(NewRun.ofClient(run, experiment, "r", "me", NOW, List.of()));
    traces.link(project, run, List.of(id, UUID.randomUUID()));
    traces.link(project, run, List.of(id));
  }

  @Test
  void tracesAreDeletedByIdAndByAge() {
    List<UUID> all = IntStream.range(0, 6).mapToObj(_ -> UUID.randomUUID()).toList();
    for (int i = 0; i < all.size(); i++) {
      traces.start(told(all.get(i), experiment, 10 * i, new Entry("a", "1")));
    }
    var other = experiments.create(UUID.randomUUID(), project, "other", "", Map.of(), NOW);
    assertThat(traces.delete(project, new TraceDeletion(other.id(), null, 99L, null))).isZero();
    var one = new TraceDeletion(experiment.id(), List.of(all.get(5), id), null, null);
    assertThat(traces.delete(project, one)).isEqualTo(1);
    assertThat(traces.delete(project, new TraceDeletion(experiment.id(), null, 30L, 2)))
        .isEqualTo(2);
    assertThat(traces.delete(project, new TraceDeletion(experiment.id(), null, 30L, null)))
        .isEqualTo(2);
    assertThat(traces.all(project, all)).extracting(Trace::id).containsExactly(all.get(4));
  }

  @Test
  void writersOfOneTraceLoseNothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        if (i == 10) {
                          traces.start(told(id, experiment, 90));
                        } else {
                          add(span("%016x".formatted(i), ROOT, 100 + i, 500L));
                        }
                        return true;
                      })
              .toList();
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(spans()).hasSize(19);
    assertThat(trace().spans()).isEqualTo(19);
    assertThat(trace().startedMillis()).isEqualTo(90);
  }
}
