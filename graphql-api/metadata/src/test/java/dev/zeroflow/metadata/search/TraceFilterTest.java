package dev.zeroflow.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Filter.Comparison;
import dev.zeroflow.metadata.search.Filter.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What traces have that runs do not. */
class TraceFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "status = 'OK'                   ; ATTRIBUTE   ; status",
        "trace.status = 'OK'             ; ATTRIBUTE   ; status",
        "request_id = 'tr-1'             ; ATTRIBUTE   ; request_id",
        "trace_id = 'tr-1'               ; ATTRIBUTE   ; request_id",
        "timestamp > 5                   ; ATTRIBUTE   ; timestamp_ms",
        "attributes.execution_time < 5   ; ATTRIBUTE   ; execution_time_ms",
        "end_time_ms < 5                 ; ATTRIBUTE   ; end_time_ms",
        "name = 'x'                      ; TAG         ; mlflow.traceName",
        "trace.name LIKE 'x'             ; TAG         ; mlflow.traceName",
        "run_id = 'x'                    ; LINKED_RUN  ; id",
        "attribute.run_id IN ('x')       ; LINKED_RUN  ; id",
        "trace.text ILIKE '%x%'          ; SPAN        ; content",
        "metadata.`a b` = 'x'            ; METADATA    ; a b",
        "request_metadata.a RLIKE '^x'   ; METADATA    ; a",
        "span.name = 'x'                 ; SPAN        ; name",
        "span.attributes.model LIKE 'x'  ; SPAN        ; attributes.model",
        "span.attributes.a.b LIKE 'x'    ; SPAN        ; attributes.a.b",
        "span.attributes.`a b` LIKE 'x'  ; SPAN        ; attributes.a b",
        "feedback.quality = 'good'       ; FEEDBACK    ; quality",
        "feedback.quality >= 0.5         ; FEEDBACK    ; quality",
        "expectation.answer RLIKE 'x'    ; EXPECTATION ; answer",
      })
  void identifiersAreRead(String text, Kind kind, String key) {
    Identifier read =
        switch (FilterParser.parse(text, SearchTarget.TRACES)) {
          case Comparison it -> it.identifier();
          case Filter.In it -> it.identifier();
          default -> throw new AssertionError(text);
        };
    assertThat(read).isEqualTo(new Identifier(kind, key));
  }

  @Test
  void feedbackIsComparedWithTextsAndByOrderWithNumbers() {
    var quality = new Identifier(Kind.FEEDBACK, "quality");
    assertThat(FilterParser.parse("feedback.quality < 1", SearchTarget.TRACES))
        .isEqualTo(new Comparison(quality, Operator.LESS, new Value.Numeric(1)));
    assertThat(FilterParser.parse("feedback.quality != '1'", SearchTarget.TRACES))
        .isEqualTo(new Comparison(quality, Operator.NOT_EQUAL, new Value.Text("1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span.start = 'x'",
        "span.attributes. = 'x'",
        "span.name IS NULL",
        "span.name > 5",
        "feedback.quality = 5",
        "feedback.quality > 'x'",
        "status > 'x'",
        "timestamp_ms RLIKE '5'",
        "metrics.a > 1",
        "params.a = 'x'",
        "dataset.name = 'x'",
        "issue.id = 'x'",
        "nothing = 'x'",
      })
  void whatTracesDoNotHaveIsRefused(String text) {
    assertThatThrownBy(() -> FilterParser.parse(text, SearchTarget.TRACES))
        .isInstanceOf(MetadataException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"params.a RLIKE 'x'", "trace.status = 'x'", "metadata.a = 'x'", "span.name = 'x'"})
  void runsHaveNothingOfIt(String text) {
    assertThatThrownBy(() -> FilterParser.parse(text, SearchTarget.RUNS))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void regularExpressionsAreShort() {
    String longest = "x".repeat(Filter.MAX_EXPRESSION);
    String filter = "name RLIKE '%s'";
    assertThat(FilterParser.parse(filter.formatted(longest), SearchTarget.TRACES))
        .isInstanceOf(Comparison.class);
    assertThatThrownBy(
            () -> FilterParser.parse(filter.formatted(longest + "x"), SearchTarget.TRACES))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("500 characters");
  }

  @Test
  void onlyWhatATraceHasOnceCanSortIt() {
    for (String order : List.of("timestamp_ms DESC", "name", "tags.a", "metadata.a", "status")) {
      assertThat(Order.parse(order, SearchTarget.TRACES)).isNotNull();
    }
    for (String order : List.of("span.name", "feedback.quality", "run_id", "text")) {
      assertThatThrownBy(() -> Order.parse(order, SearchTarget.TRACES))
          .isInstanceOf(MetadataException.class)
          .hasMessageContaining("cannot be ordered");
    }
  }
}
