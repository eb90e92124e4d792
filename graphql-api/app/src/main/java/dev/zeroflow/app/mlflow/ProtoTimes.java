package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times and durations as protobuf's JSON writes them. */
final class ProtoTimes {
  private static final int MILLIS = 3;

  /** More than any clock shows, and far from where numbers overflow. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(253_402_300_799L);

  private ProtoTimes() {}

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Seconds with as many decimals as there are milliseconds. */
  static @Nullable String duration(@Nullable Long millis) {
    if (millis == null) {
      return null;
    }
    return millis % 1_000 == 0
        ? millis / 1_000 + "s"
        : BigDecimal.valueOf(millis, MILLIS).toPlainString() + "s";
  }

  /**
   * Milliseconds since 1970.
   *
   * @throws HttpFailure with 400 if the text is no time such as {@code 2026-01-02T03:04:05.006Z}
   */
  static long readTime(String field, String text) {
    try {
      return Times.instant(field, Instant.parse(text).toEpochMilli()).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw HttpFailure.badInput(
          "%s must be a time such as 2026-01-02T03:04:05.006Z: \"%s\"".formatted(field, text));
    }
  }

  /** Milliseconds; 400 if the text is no duration such as {@code 1.5s}, or below zero. */
  static long readDuration(String field, String text) {
    if (text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?s")) {
      BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
      return seconds.min(MAX_SECONDS).movePointRight(MILLIS).longValue();
    }
    throw HttpFailure.badInput("%s must be a duration such as 1.5s: \"%s\"".formatted(field, text));
  }
}
