package dev.zeroflow.metadata.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.Assessment.Kind;
import dev.zeroflow.metadata.trace.AssessmentChange.Value;
import dev.zeroflow.metadata.tracking.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant NOW = THEN.plusSeconds(60);

  private static Assessment said(String name, String value) {
    return new Assessment(
        new UUID(0, 1),
        new UUID(0, 2),
        Kind.FEEDBACK,
        name,
        value,
        0.5,
        null,
        new Assessment.Source("HUMAN", "me"),
        null,
        "because",
        List.of(new Entry("a", "1"), new Entry("b", "1")),
        null,
        true,
        THEN,
        THEN);
  }

  private static AssessmentChange change(@Nullable Value value, Entry... metadata) {
    return new AssessmentChange(null, value, null, List.of(metadata));
  }

  @Test
  void aChangeLeavesWhatItDoesNotNameAndAddsMetadata() {
    Assessment before = said("quality", "0.5");
    Assessment after = before.changed(change(null, new Entry("b", "2")), NOW);
    assertThat(after.value()).isEqualTo("0.5");
    assertThat(after.number()).isEqualTo(0.5);
    assertThat(after.rationale()).isEqualTo("because");
    assertThat(after.metadata()).containsExactly(new Entry("a", "1"), new Entry("b", "2"));
    assertThat(after.createdAt()).isEqualTo(THEN);
    assertThat(after.updatedAt()).isEqualTo(NOW);
  }

  @Test
  void aNewValueTakesNumberAndErrorAlong() {
    Value text = new Value(Kind.FEEDBACK, "\"good\"", null, "{}");
    Assessment after = said("quality", "0.5").changed(change(text), NOW);
    assertThat(after.value()).isEqualTo("\"good\"");
    assertThat(after.number()).isNull();
    assertThat(after.error()).isEqualTo("{}");
  }

  @Test
  void feedbackNeverBecomesAnExpectation() {
    Value expected = new Value(Kind.EXPECTATION, "1", 1.0, null);
    assertThatThrownBy(() -> said("quality", "0.5").changed(change(expected), NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("cannot become EXPECTATION");
  }

  @Test
  void namesAndValuesHaveLimits() {
    for (String name : List.of("", "x".repeat(251), "a\0b")) {
      assertThatThrownBy(() -> said(name, "1")).isInstanceOf(MetadataException.class);
    }
    assertThatThrownBy(() -> said("quality", "x".repeat(Assessment.MAX_TEXT + 1)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("characters");
  }

  @Test
  void aDeletionSaysWhichTraces() {
    UUID here = new UUID(0, 3);
    assertThatThrownBy(() -> new TraceDeletion(here, null, null, null))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new TraceDeletion(here, List.of(here), 5L, null))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new TraceDeletion(here, List.of(here), null, 5))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new TraceDeletion(here, null, 5L, 0))
        .isInstanceOf(MetadataException.class);
    assertThat(new TraceDeletion(here, null, 5L, 1).most()).isEqualTo(1);
  }
}
