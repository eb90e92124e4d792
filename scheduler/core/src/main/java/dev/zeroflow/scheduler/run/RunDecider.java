package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rules of the scheduler: what an event means for a run. Pure: the same snapshot, event and
 * time give the same decision.
 *
 * <p>Only the current attempt of a running task can end it, so a late or repeated completion
 * decides to nothing.
 */
public final class RunDecider {
  /** Lost attempts that are tried again by themselves; what comes then needs a retry policy. */
  static final int MAX_LOSSES = 5;

  /** A lost attempt is tried again soon: 0.2 s, 0.4 s, 0.8 s, 1.6 s, 3.2 s. */
  private static final RetryPolicy AFTER_LOSS =
      new RetryPolicy(MAX_LOSSES, Duration.ofMillis(200), 2, Duration.ofSeconds(10));

  private RunDecider() {}

  /**
   * Decides what an event leads to.
   *
   * @param snapshot the run as it is committed
   * @param event what happened
   * @param now one instant for the whole decision
   */
  public static Decision decide(RunSnapshot snapshot, RunEvent event, Instant now) {
    if (snapshot.run().state().isFinal()) {
      return new Decision.Ignored("the run has ended " + snapshot.run().state());
    }
    var progress = new Progress(snapshot, now);
    return switch (event) {
      case RunEvent.Started ignored -> start(snapshot, progress);
      case RunEvent.AttemptSucceeded success -> succeed(snapshot, success, progress);
      case RunEvent.AttemptFailed failure -> fail(snapshot, failure, progress);
      case RunEvent.RetryDue due -> retry(snapshot, due, progress);
      case RunEvent.Poisoned poison -> progress.abort(poison.error());
    };
  }

  private static Decision start(RunSnapshot snapshot, Progress progress) {
    if (snapshot.run().state() != RuntimeState.PENDING) {
      return new Decision.Ignored("the run has already started");
    }
    progress.startRun();
    return progress.change();
  }

  private static Decision succeed(
      RunSnapshot snapshot, RunEvent.AttemptSucceeded event, Progress progress) {
    Task task = snapshot.tasks().get(event.task());
    if (task == null || !isCurrent(snapshot, task, event.attempt())) {
      return late(event.task(), event.attempt());
    }
    OutputCheck.Result checked =
        OutputCheck.check(
            snapshot.pipeline().task(event.task()).component().outputs(), event.outputs());
    switch (checked) {
      case OutputCheck.Result.Good good ->
          progress.succeed(task, good.outputs(), event.metrics(), event.figures());
      case OutputCheck.Result.Bad bad ->
          endOrRetry(snapshot, task, bad.error(), event.figures(), progress);
    }
    return progress.change();
  }

  private static Decision fail(
      RunSnapshot snapshot, RunEvent.AttemptFailed event, Progress progress) {
    Task task = snapshot.tasks().get(event.task());
    if (task == null || !isCurrent(snapshot, task, event.attempt())) {
      return late(event.task(), event.attempt());
    }
    endOrRetry(snapshot, task, event.error(), event.figures(), progress);
    return progress.change();
  }

  private static void endOrRetry(
      RunSnapshot snapshot, Task task, TaskError error, AttemptFigures figures, Progress progress) {
    boolean lost = error.category().retriedByDefault();
    RetryPolicy declared = snapshot.pipeline().task(task.path()).retry();
    if (lost && task.losses() < MAX_LOSSES) {
      progress.waitForRetry(task, error, true, AFTER_LOSS.waitAfter(task.losses() + 1), figures);
    } else if (task.failures() < declared.maxRetries()) {
      progress.waitForRetry(task, error, false, declared.waitAfter(task.failures() + 1), figures);
    } else {
      progress.fail(task, lost ? exhausted(task, error) : error, figures);
    }
  }

  private static TaskError exhausted(Task task, TaskError last) {
    String message =
        "given up after attempt %d, which was lost like others before: %s"
            .formatted(task.attempt(), last.message());
    return new TaskError(last.code(), ErrorCategory.RESOURCE, message, last.stack());
  }

  private static Decision retry(RunSnapshot snapshot, RunEvent.RetryDue event, Progress progress) {
    Task task = snapshot.tasks().get(event.task());
    boolean waits =
        task != null
            && task.state() == RuntimeState.PENDING
            && task.attempt() == event.attempt()
            && task.attempt() > 0;
    if (task == null || !waits) {
      return late(event.task(), event.attempt());
    }
    progress.order(task, task.inputs(), "attempt " + (task.attempt() + 1));
    return progress.change();
  }

  /** A graph has no attempts of its own: it ends with its tasks. */
  private static boolean isCurrent(RunSnapshot snapshot, Task task, int attempt) {
    return task.state() == RuntimeState.RUNNING
        && task.attempt() == attempt
        && !(snapshot.pipeline().task(task.path()).component().body() instanceof Dag);
  }

  private static Decision late(String task, int attempt) {
    return new Decision.Ignored("attempt %d of task %s is not current".formatted(attempt, task));
  }

  /** Commands that a new run begins with. */
  public static List<Command> firstCommands() {
    return List.of(Command.START);
  }
}
