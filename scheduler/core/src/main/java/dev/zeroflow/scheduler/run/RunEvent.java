package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import java.util.List;
import java.util.Set;

/** What can happen to a run. */
public sealed interface RunEvent {
  /** It was submitted and is looked at for the first time. */
  record Started() implements RunEvent {}

  /**
   * Another scheduler takes it over; what its predecessor had in flight is lost.
   *
   * @param outliving paths of the tasks whose attempts go on without it
   */
  record TakenOver(Set<String> outliving) implements RunEvent {
    public TakenOver {
      outliving = Set.copyOf(outliving);
    }
  }

  /** The cache was asked about a task; a hit comes with its outputs. */
  record CacheAnswered(String task, CacheUse use, Values outputs) implements RunEvent {}

  /** There is room to start a ready task. */
  record SlotGranted(String task) implements RunEvent {}

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

  /** An attempt that should have outlived its scheduler is not there any more. */
  record AttemptLost(String task, int attempt) implements RunEvent {}

  /** The wait after a failed attempt is over. */
  record RetryDue(String task, int attempt) implements RunEvent {}

  /** The time of the run is over. */
  record DeadlinePassed() implements RunEvent {}

  /** A rule could not decide about this run; it must end so that others go on. */
  record Poisoned(TaskError error) implements RunEvent {}

  /** Somebody asks for something; refused if the run is not in a state for it. */
  sealed interface Requested extends RunEvent {}

  /** End it. */
  record CancelRequested() implements Requested {}

  /** Start nothing more until it is resumed. */
  record PauseRequested() implements Requested {}

  /** Go on. */
  record ResumeRequested() implements Requested {}

  /** Open the ended run again and execute what has not succeeded. */
  record RerunRequested() implements Requested {}

  /** Change its priority. */
  record PriorityRequested(int priority) implements Requested {}
}
