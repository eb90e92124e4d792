package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;

/** What the end of a job without a result means for its attempt. */
final class JobFailures {
  private JobFailures() {}

  static RunEvent of(AttemptRef attempt, JobEnd end) {
    return of(attempt, code(end.reason()), category(end.reason()), end.message());
  }

  static RunEvent givenUp(AttemptRef attempt) {
    return of(
        attempt,
        FunctionUnavailableException.Reason.CANCELLED.name(),
        ErrorCategory.TRANSIENT,
        "given up while its job worked");
  }

  static RunEvent of(AttemptRef attempt, String code, ErrorCategory category, String message) {
    return new RunEvent.AttemptFailed(
        attempt.task(),
        attempt.attempt(),
        Storable.error(new TaskError(code, category, message, null)),
        AttemptFigures.NONE);
  }

  /** The same words as for calls, where there are some. */
  private static String code(JobEnd.Reason reason) {
    return switch (reason) {
      case DEADLINE -> "TIMED_OUT";
      case DONE -> "RESULT_LOST";
      case EXIT_CODE -> "CONNECTION_LOST";
      case START_FAILED, REFUSED, IMAGE_PULL, UNSCHEDULABLE, OUT_OF_MEMORY, EVICTED, CANCELLED ->
          reason.name();
    };
  }

  private static ErrorCategory category(JobEnd.Reason reason) {
    return switch (reason) {
      case START_FAILED, EVICTED, EXIT_CODE, DONE, CANCELLED -> ErrorCategory.TRANSIENT;
      case UNSCHEDULABLE, OUT_OF_MEMORY, DEADLINE -> ErrorCategory.RESOURCE;
      case REFUSED, IMAGE_PULL -> ErrorCategory.USER;
    };
  }
}
