package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The runtime instance of a task of a pipeline in a run.
 *
 * @param path keys from the root graph to the task, joined by slashes
 * @param position order among the tasks of the run
 * @param state its state
 * @param attempt number of the latest attempt, 0 before the first
 * @param failures attempts that failed by themselves
 * @param losses attempts that were lost with their process or connection
 * @param readyAt when all that it waits for had ended
 * @param attemptAt when the latest attempt was ordered
 * @param finishedAt when it came to its final state
 * @param inputs resolved inputs, once it is ready
 * @param outputs outputs, once it has succeeded
 * @param error why it failed, or why the last attempt did while it waits for the next
 * @param figures of the last attempt that ended
 */
public record Task(
    String path,
    int position,
    RuntimeState state,
    int attempt,
    int failures,
    int losses,
    @Nullable Instant readyAt,
    @Nullable Instant attemptAt,
    @Nullable Instant finishedAt,
    Values inputs,
    Values outputs,
    @Nullable TaskError error,
    @Nullable AttemptFigures figures) {
  public Task {
    if (state.isFinal() != (finishedAt != null)) {
      throw new IllegalArgumentException(
          "task " + path + " is " + state + ", finished " + finishedAt);
    }
    if (state == RuntimeState.FAILED && error == null) {
      throw new IllegalArgumentException("task " + path + " failed without an error");
    }
  }

  static Task pending(String path, int position) {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        0,
        0,
        0,
        null,
        null,
        null,
        Values.NONE,
        Values.NONE,
        null,
        null);
  }

  /** Path of the graph that it lies in; empty for the root graph. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Key inside its graph. */
  public static String key(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Path of a task inside the graph at {@code parent}. */
  public static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "/" + key;
  }

  /** The next attempt is ordered. */
  Task running(Values resolved, Instant now) {
    Instant ready = readyAt == null ? now : readyAt;
    return new Task(
        path,
        position,
        RuntimeState.RUNNING,
        attempt + 1,
        failures,
        losses,
        ready,
        now,
        null,
        resolved,
        Values.NONE,
        null,
        figures);
  }

  /**
   * The last attempt did not succeed, and another will be made; a lost one is counted apart from a
   * failed one.
   */
  Task waiting(TaskError cause, boolean lost, AttemptFigures attempted) {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        failures + (lost ? 0 : 1),
        losses + (lost ? 1 : 0),
        readyAt,
        attemptAt,
        null,
        inputs,
        Values.NONE,
        cause,
        attempted);
  }

  Task succeeded(Values results, Instant now, AttemptFigures attempted) {
    return ended(RuntimeState.SUCCEEDED, now, results, null, attempted);
  }

  Task skipped(Instant now) {
    return ended(RuntimeState.SKIPPED, now, Values.NONE, null, null);
  }

  Task failed(TaskError cause, Instant now, @Nullable AttemptFigures attempted) {
    return ended(RuntimeState.FAILED, now, Values.NONE, cause, attempted);
  }

  Task canceled(Instant now) {
    return ended(RuntimeState.CANCELED, now, Values.NONE, error, figures);
  }

  private Task ended(
      RuntimeState end,
      Instant now,
      Values results,
      @Nullable TaskError cause,
      @Nullable AttemptFigures attempted) {
    return new Task(
        path, position, end, attempt, failures, losses, readyAt, attemptAt, now, inputs, results,
        cause, attempted);
  }
}
