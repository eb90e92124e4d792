package dev.zeroflow.metadata.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanBatchTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);
  private static final String ROOT = "0000000000000001";
  private static final String CHILD = "0000000000000002";
  private static final long MILLI = 1_000_000;

  private static TraceSpan span(
      String id, @Nullable String parent, SpanStatus status, long start, @Nullable Long end) {
    return new TraceSpan(id, parent, "s", "CHAIN", status, "", start, end, "{}", "[]", "[]");
  }

  private static SentSpan sent(UUID trace, TraceSpan span, Entry... tags) {
    return new SentSpan(trace, span, "\"in\"", "\"out\"", List.of(), List.of(tags));
  }

  private static SpanBatch only(SentSpan... spans) {
    return SpanBatch.of(List.of(spans)).getFirst();
  }

  @Test
  void theRootDecidesHowATraceHasEnded() {
    TraceSpan child = span(CHILD, ROOT, SpanStatus.ERROR, 5 * MILLI, 7 * MILLI);
    assertThat(only(sent(ONE, child)).state()).isEqualTo(TraceState.IN_PROGRESS);
    for (var status : SpanStatus.values()) {
      TraceSpan root = span(ROOT, null, status, 4 * MILLI, 9 * MILLI);
      assertThat(only(sent(ONE, child), sent(ONE, root)).state())
          .isEqualTo(status == SpanStatus.ERROR ? TraceState.ERROR : TraceState.OK);
    }
  }

  @Test
  void aTraceTakesFromItsFirstStartToItsLastEnd() {
    TraceSpan late = span(CHILD, ROOT, SpanStatus.OK, 5 * MILLI + 1, 12 * MILLI + 999_999);
    TraceSpan early = span(ROOT, null, SpanStatus.OK, 3 * MILLI + 999_999, 9 * MILLI);
    SpanBatch batch = only(sent(ONE, late), sent(ONE, early));
    assertThat(batch.startedMillis()).isEqualTo(3);
    assertThat(batch.durationMillis()).isEqualTo(9);
  }

  @Test
  void whatGoesOnHasNoDurationAndClocksThatWentBackGiveNoNegativeOne() {
    assertThat(only(sent(ONE, span(ROOT, null, SpanStatus.UNSET, MILLI, null))).durationMillis())
        .isNull();
    assertThat(only(sent(ONE, span(ROOT, null, SpanStatus.OK, 9 * MILLI, MILLI))).durationMillis())
        .isZero();
  }

  @Test
  void previewsAreThoseOfTheRoot() {
    SentSpan child = sent(ONE, span(CHILD, ROOT, SpanStatus.OK, 1, 2L));
    assertThat(only(child).requestPreview()).isNull();
    SpanBatch whole = only(child, sent(ONE, span(ROOT, null, SpanStatus.OK, 1, 2L)));
    assertThat(whole.requestPreview()).isEqualTo("\"in\"");
    assertThat(whole.responsePreview()).isEqualTo("\"out\"");
  }

  @Test
  void eachTraceHasABatchInTheOrderOfIdsAndEachSpanCountsOnce() {
    TraceSpan first = span(ROOT, null, SpanStatus.OK, 1, 2L);
    TraceSpan again = span(ROOT, null, SpanStatus.ERROR, 1, 2L);
    List<SpanBatch> batches =
        SpanBatch.of(List.of(sent(TWO, first), sent(ONE, first), sent(TWO, again)));
    assertThat(batches).extracting(SpanBatch::trace).containsExactly(ONE, TWO);
    assertThat(batches.getLast().spans()).containsExactly(again);
  }

  @Test
  void theFirstTagOfAKeyStaysAndWhatIsKnownIsNotReplaced() {
    TraceSpan root = span(ROOT, null, SpanStatus.OK, 1, 2L);
    TraceSpan child = span(CHILD, ROOT, SpanStatus.OK, 1, 2L);
    SpanBatch batch =
        only(sent(ONE, root, new Entry("a", "1")), sent(ONE, child, new Entry("a", "2")));
    assertThat(batch.tags()).containsExactly(new Entry("a", "1"));
    SpanBatch placed = batch.with(new Entry("run", "x"));
    assertThat(placed.with(new Entry("run", "y")).metadata())
        .containsExactly(new Entry("run", "x"));
  }

  @Test
  void spansHaveLimits() {
    assertThatThrownBy(() -> span("1", null, SpanStatus.OK, 1, 2L))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("8 bytes");
    assertThatThrownBy(() -> span(ROOT, null, SpanStatus.OK, -1, 2L))
        .isInstanceOf(MetadataException.class);
    String large = "\"" + "x".repeat(TraceSpan.MAX_CONTENT) + "\"";
    assertThatThrownBy(
            () -> new TraceSpan(ROOT, null, "s", "", SpanStatus.OK, "", 1, 2L, large, "[]", "[]"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("characters of attributes");
  }

  @Test
  void aPreviewIsCutBetweenCharacters() {
    assertThat(Preview.of("x".repeat(1_000))).hasSize(1_000).doesNotContain("...");
    assertThat(Preview.of("x".repeat(1_001))).hasSize(1_000).endsWith("x...");
    String faces = "x" + "😀".repeat(600);
    assertThat(Preview.of(faces)).hasSize(1_000).endsWith("😀...");
    assertThat(Preview.of("😀".repeat(600))).hasSize(999).endsWith("😀...");
  }
}
