package dev.zeroflow.store;

import static dev.zeroflow.store.SomeTraces.said;
import static dev.zeroflow.store.SomeTraces.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.Assessment.Kind;
import dev.zeroflow.metadata.trace.AssessmentChange;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgAssessmentsTest extends PostgresTest {
  private final PgTraces traces = new PgTraces(POOL);
  private final PgAssessments assessments = new PgAssessments(POOL);
  private final UUID trace = UUID.randomUUID();

  @BeforeEach
  void tell() {
    var experiments = new PgTrackingExperiments(POOL, new PgExperiments(POOL));
    traces.start(told(trace, experiments.find(project, 0, NOW).orElseThrow(), 5));
  }

  private static Assessment overriding(Assessment before) {
    Assessment it = said(before.trace(), before.kind(), before.name(), "\"other\"");
    return new Assessment(
        it.id(),
        it.trace(),
        it.kind(),
        it.name(),
        it.value(),
        null,
        null,
        it.source(),
        null,
        null,
        List.of(),
        before.id(),
        true,
        NOW,
        NOW);
  }

  @Test
  void theyAreKeptAsTheyWereSaid() {
    Assessment text = said(trace, Kind.FEEDBACK, "tone", "\"kind\"");
    Assessment tree = said(trace, Kind.EXPECTATION, "answer", "{\"b\":1,\"a\":[null]}");
    assessments.create(project, text);
    assessments.create(project, tree);
    assessments.create(project, text);
    assertThat(assessments.find(project, trace, text.id())).contains(text);
    assertThat(assessments.find(project, trace, tree.id())).contains(tree);
    assertThat(assessments.find("other", trace, text.id())).isEmpty();
    assertThat(traces.data(project, List.of(trace)).get(trace).assessments())
        .containsExactlyInAnyOrder(text, tree);
  }

  @Test
  void aChangeIsStored() {
    Assessment before = said(trace, Kind.FEEDBACK, "tone", "1");
    assessments.create(project, before);
    var value = new AssessmentChange.Value(Kind.FEEDBACK, "0.25", 0.25, null);
    var change = new AssessmentChange("mood", value, "why", List.of(new Entry("b", "2")));
    Assessment after = assessments.change(project, trace, before.id(), change, NOW.plusSeconds(1));
    assertThat(after).isEqualTo(before.changed(change, NOW.plusSeconds(1)));
    assertThat(assessments.find(project, trace, before.id())).contains(after);
    assertThatThrownBy(() -> assessments.change(project, trace, UUID.randomUUID(), change, NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("not found");
  }

  @Test
  void whatIsOverriddenIsValidAgainWithoutItsSuccessor() {
    Assessment before = said(trace, Kind.FEEDBACK, "tone", "1");
    Assessment after = overriding(before);
    assertThatThrownBy(() -> assessments.create(project, after))
        .isInstanceOf(MetadataException.class);
    assessments.create(project, before);
    assessments.create(project, after);
    assertThat(assessments.find(project, trace, before.id()).orElseThrow().valid()).isFalse();
    assessments.delete(project, trace, after.id());
    assessments.delete(project, trace, after.id());
    assertThat(assessments.find(project, trace, before.id()).orElseThrow().valid()).isTrue();
  }

  @Test
  void aTraceHasALimitAndMustBeThere() {
    assertThatThrownBy(
            () -> assessments.create(project, said(UUID.randomUUID(), Kind.FEEDBACK, "a", "1")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("not found");
    for (int i = 0; i < Assessment.MAX_OF_TRACE; i++) {
      assessments.create(project, said(trace, Kind.FEEDBACK, "a", "1"));
    }
    assertThatThrownBy(() -> assessments.create(project, said(trace, Kind.FEEDBACK, "a", "1")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("at most");
  }
}
