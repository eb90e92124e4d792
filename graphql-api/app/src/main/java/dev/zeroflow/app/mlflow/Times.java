package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import java.time.Instant;

/** Times of clients: milliseconds since 1970. */
final class Times {
  /** The end of the year 9999, behind which databases and libraries disagree. */
  private static final long MAX_MILLIS = 253_402_300_799_999L;

  private Times() {}

  /**
   * The time.
   *
   * @throws HttpFailure with 400 if it is before 1970 or after 9999
   */
  static Instant instant(String field, long millis) {
    if (millis < 0 || millis > MAX_MILLIS) {
      throw HttpFailure.badInput(
          "%s must be milliseconds since 1970, up to the year 9999: %d".formatted(field, millis));
    }
    return Instant.ofEpochMilli(millis);
  }
}
