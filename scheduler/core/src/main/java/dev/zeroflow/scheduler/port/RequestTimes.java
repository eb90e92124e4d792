package dev.zeroflow.scheduler.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a cluster lets one request take, whatever its caller would wait; in Knative's words. The
 * start of a replica counts.
 *
 * @param whole until the last byte of the reply
 * @param responseStart until its first byte
 * @param idle between two bytes, null for no limit
 */
public record RequestTimes(Duration whole, Duration responseStart, @Nullable Duration idle) {
  /** As long as Knative allows without an administrator. */
  public static final RequestTimes LONGEST = of(Duration.ofMinutes(10));

  public RequestTimes {
    if (!responseStart.isPositive() || whole.compareTo(responseStart) < 0) {
      throw new IllegalArgumentException(
          "request times: response start " + responseStart + " is not within " + whole);
    }
    if (idle != null && (!idle.isPositive() || whole.compareTo(idle) < 0)) {
      throw new IllegalArgumentException("request times: idle " + idle + " is not within " + whole);
    }
  }

  /** For handlers that write nothing until they are done. */
  public static RequestTimes of(Duration whole) {
    return new RequestTimes(whole, whole, null);
  }
}
