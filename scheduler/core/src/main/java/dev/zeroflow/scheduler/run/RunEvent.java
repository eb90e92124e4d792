package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import java.util.List;

/** What can happen to a run. */
public sealed interface RunEvent {
  /** It was submitted and is looked at for the first time. */
  record Started() implements RunEvent {}

  /** An attempt of a task ended well. */
  record AttemptSucceeded(
      String task, int attempt, Values outputs, List<MetricValue> metrics, AttemptFigures figures)
      implements RunEvent {}

  /**
   * An attempt of a task ended with an error, or was lost with its process, its connection or its
   * scheduler.
   */
  record AttemptFailed(String task, int attempt, TaskError error, AttemptFigures figures)
      implements RunEvent {}

  /** The wait after a failed attempt is over. */
  record RetryDue(String task, int attempt) implements RunEvent {}

  /** A rule could not decide about this run; it must end so that others go on. */
  record Poisoned(TaskError error) implements RunEvent {}
}
