package dev.zeroflow.metadata.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0/5 * * * ?        | 2026-01-01T00:00:00Z   | 2026-01-01T00:05:00Z",
        "0 0/5 * * * ?        | 2026-01-01T00:03:07Z   | 2026-01-01T00:05:00Z",
        "0 0/5 * * * ?        | 2026-01-01T23:55:00.5Z | 2026-01-02T00:00:00Z",
        "*/15 * * * * *       | 2026-01-01T00:00:45Z   | 2026-01-01T00:01:00Z",
        "5/20 * * * * *       | 2026-01-01T00:00:25Z   | 2026-01-01T00:00:45Z",
        "0 0 3 ? * MON-FRI    | 2026-01-02T03:00:00Z   | 2026-01-05T03:00:00Z",
        "0 0 3 ? * sun,WED    | 2026-01-01T00:00:00Z   | 2026-01-04T03:00:00Z",
        "30 15 10 1,15 * ?    | 2026-01-01T10:15:30Z   | 2026-01-15T10:15:30Z",
        "0 0 0 1 JAN-MAR/2 ?  | 2026-01-01T00:00:00Z   | 2026-03-01T00:00:00Z",
        "0 0 0 29 2 ?         | 2026-01-01T00:00:00Z   | 2028-02-29T00:00:00Z",
        "0 0 0 29 2 ?         | 2096-02-29T00:00:00Z   | 2104-02-29T00:00:00Z",
        "0 0 0 31 * ?         | 2026-01-31T00:00:00Z   | 2026-03-31T00:00:00Z",
        "0 0 0 13 * FRI       | 2026-01-10T00:00:00Z   | 2026-01-13T00:00:00Z",
        "0 0 0 13 * FRI       | 2026-01-13T00:00:00Z   | 2026-01-16T00:00:00Z",
        "59 59 23 31 12 ?     | 2026-01-01T00:00:00Z   | 2026-12-31T23:59:59Z",
        "0 30 2 * * *         | 2026-03-29T01:00:00Z   | 2026-03-29T02:30:00Z",
        "@hourly              | 2026-01-01T00:00:00Z   | 2026-01-01T01:00:00Z",
        "@weekly              | 2026-01-01T00:00:00Z   | 2026-01-04T00:00:00Z",
      })
  void theNextTimeIsTheFirstOneBehind(String text, String after, String next) {
    assertThat(CronExpression.parse(text).after(Instant.parse(after)))
        .contains(Instant.parse(next));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0/5 * * * ?     | 2026-01-01T00:07:00Z | 2026-01-01T00:05:00Z",
        "0 0/5 * * * ?     | 2026-01-01T00:05:00Z | 2026-01-01T00:05:00Z",
        "0 0 3 ? * MON-FRI | 2026-01-05T02:59:59Z | 2026-01-02T03:00:00Z",
        "10,50 7 4 * * *   | 2026-01-01T04:07:30Z | 2026-01-01T04:07:10Z",
        "10,50 7 4 * * *   | 2026-01-01T04:06:59Z | 2025-12-31T04:07:50Z",
      })
  void theLastTimeIsTheOneUpToThere(String text, String at, String last) {
    assertThat(CronExpression.parse(text).atOrBefore(Instant.parse(at)))
        .contains(Instant.parse(last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "* * * * * * *",
        "",
        "60 * * * * *",
        "* * 24 * * *",
        "* * * 0 * *",
        "* * * 32 * *",
        "* * * * 13 *",
        "* * * * * 7",
        "5-1 * * * * *",
        "*/0 * * * * *",
        "1/2/3 * * * * *",
        "1-2-3 * * * * *",
        "a * * * * *",
        "-1 * * * * *",
        ", * * * * *",
        "1, * * * * *",
        "* * * * FOO *",
        "MON * * * * *",
        "@never",
        "9999 * * * * *",
      })
  void whatIsNoExpressionIsRefused(String text) {
    assertThatThrownBy(() -> CronExpression.parse(text)).isInstanceOf(MetadataException.class);
  }

  @Test
  void anExpressionThatNoDayFulfilsIsRefused() {
    assertThatThrownBy(() -> CronExpression.parse("0 0 0 31 2 ?"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("no day");
  }

  @Test
  void stepsBackAndForwardMeetTheSameTimes() {
    for (String text : List.of("7/13 3/17 2/5 * * *", "0 0 12 1/9 * ?", "1 2 3 ? 1/5 TUE")) {
      var expression = CronExpression.parse(text);
      Instant time = Instant.parse("2026-01-01T00:00:00Z");
      for (int i = 0; i < 200; i++) {
        Instant next = expression.after(time).orElseThrow();
        assertThat(expression.atOrBefore(next)).contains(next);
        if (i > 0) {
          assertThat(expression.atOrBefore(next.minusSeconds(1))).contains(time);
        }
        time = next;
      }
    }
  }
}
