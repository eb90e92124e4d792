package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.RetryPolicy;
import java.time.Duration;

/** What the end of an attempt means for its task. */
record Attempts(Draft draft, Flow flow) {
  /** Lost attempts that are tried again by themselves; what comes then needs a retry policy. */
  static final int MAX_LOSSES = 5;

  /**
   * Attempts that are lost with their scheduler are hardly ever the task's fault: it takes more of
   * them until the task is taken for what ends the schedulers.
   */
  static final int MAX_TAKEOVERS = 20;

  /** A lost attempt is tried again soon: 0.2 s, 0.4 s, 0.8 s, 1.6 s, 3.2 s. */
  private static final RetryPolicy AFTER_LOSS =
      new RetryPolicy(MAX_LOSSES, Duration.ofMillis(200), 2, Duration.ofSeconds(10));

  /** Whether the attempt may still end its task. A graph has no attempts that others could end. */
  boolean isCurrent(Task task, int attempt) {
    boolean calls = task.state() == RuntimeState.RUNNING || task.state() == RuntimeState.CANCELING;
    return calls && task.attempt() == attempt && draft.place(task.path()).isLeaf();
  }

  void succeeded(Task task, RunEvent.AttemptSucceeded event) {
    if (task.state() == RuntimeState.CANCELING) {
      flow.cancel(task, "its result came after the run was ended");
      return;
    }
    OutputCheck.Result checked =
        OutputCheck.check(draft.place(task.path()).spec().component().outputs(), event.outputs());
    switch (checked) {
      case OutputCheck.Result.Good good ->
          flow.succeed(task, good.outputs(), event.metrics(), event.figures());
      case OutputCheck.Result.Bad bad -> failed(task, bad.error(), event.figures());
    }
  }

  void failed(Task task, TaskError error, AttemptFigures figures) {
    if (task.state() == RuntimeState.CANCELING) {
      flow.cancel(task, error.message());
      return;
    }
    if (error.category().retriedByDefault() && task.losses() < MAX_LOSSES) {
      flow.retryLater(task, error, true, AFTER_LOSS.waitAfter(task.losses() + 1), figures);
    } else {
      failedItself(task, error, figures);
    }
  }

  /** The scheduler that made the attempt is gone: another is made at once. */
  void lost(Task task) {
    if (task.state() == RuntimeState.CANCELING) {
      flow.cancel(task, "it was lost while it was given up");
      return;
    }
    var error =
        new TaskError(
            "ATTEMPT_LOST",
            ErrorCategory.TRANSIENT,
            "the scheduler that made this attempt is gone",
            null);
    if (task.losses() < MAX_TAKEOVERS) {
      flow.retryLater(task, error, true, Duration.ZERO, AttemptFigures.NONE);
    } else {
      failedItself(task, error, AttemptFigures.NONE);
    }
  }

  private void failedItself(Task task, TaskError error, AttemptFigures figures) {
    RetryPolicy declared = draft.place(task.path()).spec().retry();
    if (task.failures() < declared.maxRetries()) {
      flow.retryLater(task, error, false, declared.waitAfter(task.failures() + 1), figures);
    } else {
      flow.fail(
          task, error.category().retriedByDefault() ? exhausted(task, error) : error, figures);
    }
  }

  private static TaskError exhausted(Task task, TaskError last) {
    String message =
        "given up after attempt %d, which was lost like others before: %s"
            .formatted(task.attempt(), last.message());
    return new TaskError(last.code(), ErrorCategory.RESOURCE, message, last.stack());
  }
}
