package dev.zeroflow.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderParserTest {
  @ParameterizedTest
  @CsvSource({
    "metrics.acc DESC,          METRIC,    acc,        true",
    "metrics.acc,               METRIC,    acc,        false",
    "metric.`my key` desc,      METRIC,    my key,     true",
    "params.\"my key\"  Asc,    PARAM,     my key,     false",
    "tag.a.b ASC,               TAG,       a.b,        false",
    "attributes.start_time,     ATTRIBUTE, start_time, false",
    "Created DESC,              ATTRIBUTE, start_time, true",
    "`run name`DESC,            ATTRIBUTE, run_name,   true",
  })
  void anOrderIsReadAsItIsMeant(String text, Kind kind, String key, boolean descending) {
    assertThat(OrderParser.parse(List.of(text), SearchTarget.RUNS))
        .containsExactly(new Order(new Identifier(kind, key), descending));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''                         ; a name is missing",
        "metrics.a FOO              ; expected ASC, DESC or the end behind metrics.a",
        "metrics.a DESC NULLS LAST  ; expected ASC, DESC or the end",
        "metrics.a ASC DESC         ; expected ASC, DESC or the end",
        "metrics.a, metrics.b       ; expected ASC, DESC or the end",
        "`my key` ASC               ; no attribute \"my key\"",
        "lifecycle_stage            ; known are artifact_uri, end_time",
        "dataset.name               ; cannot be ordered by dataset.name",
      })
  void whatIsNoOrderIsRefused(String text, String reason) {
    refuse(List.of(text), reason);
  }

  @Test
  void nothingIsOrderedTwice() {
    refuse(List.of("Created DESC", "attributes.start_time"), "start_time twice");
    assertThat(OrderParser.parse(List.of("metrics.a", "params.a"), SearchTarget.RUNS)).hasSize(2);
  }

  @Test
  void anOrderHasLimits() {
    refuse(Collections.nCopies(11, "start_time"), "more than 10 entries");
    refuse(List.of("metrics." + "a".repeat(1_000)), "more than 1000 characters");
  }

  private static void refuse(List<String> entries, String reason) {
    assertThatThrownBy(() -> OrderParser.parse(entries, SearchTarget.RUNS))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining(reason);
  }
}
