package dev.zeroflow.metadata.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacrosTest {
  private static final Macros MACROS =
      new Macros(
          Instant.parse("2026-01-02T15:04:05.060Z"),
          Instant.parse("2026-11-21T03:00:00Z"),
          7,
          UUID.fromString("00000000-0000-0001-0000-000000000002"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[ScheduledTime]]                            | 20260102150405",
        "[[CurrentTime]]                              | 20261121030000",
        "[[Index]]                                    | 7",
        "[[RunUUID]]                                  | 00000000-0000-0001-0000-000000000002",
        "a [[Index]]-[[Index]] b                      | a 7-7 b",
        "[[ScheduledTime.2006-01-02]]                 | 2026-01-02",
        "[[ScheduledTime.2006-01-02T15:04:05Z07:00]]  | 2026-01-02T15:04:05Z",
        "[[ScheduledTime.Mon Jan _2 15:04:05 2006]]   | Fri Jan  2 15:04:05 2026",
        "[[ScheduledTime.Monday, January 2, 3:04 PM]] | Friday, January 2, 3:04 PM",
        "[[ScheduledTime.3pm 06 002 -0700 MST]]       | 3pm 26 002 +0000 UTC",
        "[[ScheduledTime.05.000 05.999]]              | 05.060 05.06",
        "[[CurrentTime.15.999 1/2]]                   | 03 11/21",
        "[[ScheduledTime.]]                           | 20260102150405",
        "[[Unknown]] [Index] [[ Index ]]              | [[Unknown]] [Index] [[ Index ]]",
        "$1 \\ [[Index]]                              | $1 \\ 7",
      })
  void macrosAreFilledInAndOtherTextStays(String text, String filled) {
    assertThat(MACROS.fill(text)).isEqualTo(filled);
  }
}
