package dev.zeroflow.tasks.job;

import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.attempt.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Hands a result in, again and again until somebody says that it has arrived: it may be the result
 * of hours, and a control plane that is being replaced answers nobody for a while.
 */
final class Delivery {
  /** Beyond the deadline of the attempt nobody waits for long. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 15_000;
  private static final int TOO_LARGE = 413;

  private final Plane plane;
  private final Pause pause;
  private final InstantSource clock;

  Delivery(Plane plane, Pause pause, InstantSource clock) {
    this.plane = plane;
    this.pause = pause;
    this.clock = clock;
  }

  /** What came of a result. */
  enum Outcome {
    /** It has arrived, which also a late one has. */
    ACKNOWLEDGED,
    /** The control plane knows no such attempt. */
    REFUSED,
    /** Nobody has answered in time. */
    GIVEN_UP
  }

  /** Tries until an answer decides, or until the deadline and a grace are over. */
  Outcome deliver(TaskResult result, Instant deadline) throws InterruptedException {
    long wait = FIRST_MILLIS;
    while (true) {
      int status = post(result);
      if (status >= 200 && status < 300) {
        return Outcome.ACKNOWLEDGED;
      }
      if (status == TOO_LARGE && result.error() == null) {
        return deliver(tooLarge(result), deadline);
      }
      if (isRefusal(status)) {
        return Outcome.REFUSED;
      }
      if (clock.instant().isAfter(deadline.plus(GRACE))) {
        return Outcome.GIVEN_UP;
      }
      pause.forMillis(wait);
      wait = Math.min(2 * wait, LONGEST_MILLIS);
    }
  }

  /** The status, 0 for no answer. */
  private int post(TaskResult result) throws InterruptedException {
    try {
      return plane.post(ControlPlane.COMPLETIONS, result);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Too early and too often are no reasons to give up. */
  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  private static TaskResult tooLarge(TaskResult result) {
    var error =
        new TaskError(
            "TOO_LARGE",
            ErrorCategory.RESOURCE,
            "The result of the step is larger than the control plane takes.",
            null);
    return TaskResult.failed(result.attemptToken(), error, List.of(), result.timings());
  }
}
