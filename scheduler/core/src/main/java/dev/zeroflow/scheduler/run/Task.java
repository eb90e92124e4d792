package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The runtime instance of a task of a pipeline in a run, or of one iteration of a loop.
 *
 * <p>A PENDING task waits for others until it has a {@code readyAt}; then for the cache, for a
 * slot, or until {@code dueAt}.
 *
 * @param path keys from the root graph to the task, joined by slashes; below a loop stands the
 *     number of the iteration
 * @param position order among the tasks of the run
 * @param state its state
 * @param attempt number of the latest attempt, 0 before the first; outputs that are reused count as
 *     one. Never counts back, so that no attempt is ever taken for another
 * @param failures attempts that failed by themselves
 * @param losses attempts that were lost with their process or connection
 * @param readyAt when all that it waits for had ended
 * @param dueAt when the wait after a failed attempt is over
 * @param attemptAt when the latest attempt was ordered
 * @param finishedAt when it came to its final state
 * @param inputs resolved inputs, once it is ready; of an iteration, its item alone
 * @param outputs outputs, once it has succeeded
 * @param error why it failed, or why the last attempt did while it waits for the next
 * @param figures of the last attempt that ended
 * @param cache what the cache said, null if it was not asked
 */
public record Task(
    String path,
    int position,
    RuntimeState state,
    int attempt,
    int failures,
    int losses,
    @Nullable Instant readyAt,
    @Nullable Instant dueAt,
    @Nullable Instant attemptAt,
    @Nullable Instant finishedAt,
    Values inputs,
    Values outputs,
    @Nullable TaskError error,
    @Nullable AttemptFigures figures,
    @Nullable CacheUse cache) {
  public Task {
    if (state.isFinal() != (finishedAt != null)) {
      throw new IllegalArgumentException(
          "task " + path + " is " + state + ", finished " + finishedAt);
    }
    if (state == RuntimeState.FAILED && error == null) {
      throw new IllegalArgumentException("task " + path + " failed without an error");
    }
    if (dueAt != null && state != RuntimeState.PENDING) {
      throw new IllegalArgumentException("task " + path + " is " + state + " and due later");
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
        null,
        Values.NONE,
        Values.NONE,
        null,
        null,
        null);
  }

  /** Path of the graph or loop that it lies in; empty for the root graph. */
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

  /** Whether everything that it waited for has ended. */
  boolean isReady() {
    return state == RuntimeState.PENDING && readyAt != null && dueAt == null;
  }

  /** Whether nothing has happened to it since its graph began. */
  boolean isUntouched() {
    return state == RuntimeState.PENDING && readyAt == null;
  }

  /** As it was when its graph began, but for the attempts that it has had. */
  Task reset() {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        0,
        0,
        null,
        null,
        null,
        null,
        Values.NONE,
        Values.NONE,
        null,
        null,
        null);
  }

  /** An iteration that begins again where it failed, once its loop has room for it. */
  Task reopened() {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        0,
        0,
        null,
        null,
        attemptAt,
        null,
        inputs,
        Values.NONE,
        null,
        null,
        null);
  }

  /** All that it waited for has ended; an iteration knows its item before that. */
  Task ready(Values resolved, Instant now) {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        failures,
        losses,
        now,
        null,
        null,
        null,
        resolved,
        Values.NONE,
        null,
        null,
        null);
  }

  /** Knows its inputs before it is ready. */
  Task given(Values item) {
    return new Task(
        path,
        position,
        state,
        attempt,
        failures,
        losses,
        readyAt,
        dueAt,
        attemptAt,
        finishedAt,
        item,
        outputs,
        error,
        figures,
        cache);
  }

  /** The cache has nothing for it. */
  Task missed(CacheUse miss) {
    return new Task(
        path,
        position,
        state,
        attempt,
        failures,
        losses,
        readyAt,
        dueAt,
        attemptAt,
        finishedAt,
        inputs,
        outputs,
        error,
        figures,
        miss);
  }

  /** The next attempt is ordered; of a graph, its tasks begin. */
  Task running(Instant now) {
    return new Task(
        path,
        position,
        RuntimeState.RUNNING,
        attempt + 1,
        failures,
        losses,
        readyAt == null ? now : readyAt,
        null,
        now,
        null,
        inputs,
        Values.NONE,
        null,
        figures,
        cache);
  }

  /**
   * The last attempt did not succeed, and another will be made; a lost one is counted apart from a
   * failed one.
   */
  Task waiting(TaskError cause, boolean lost, Instant due, @Nullable AttemptFigures attempted) {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        failures + (lost ? 0 : 1),
        losses + (lost ? 1 : 0),
        readyAt,
        due,
        attemptAt,
        null,
        inputs,
        Values.NONE,
        cause,
        attempted,
        cache);
  }

  /** The wait is over. */
  Task due() {
    return new Task(
        path,
        position,
        RuntimeState.PENDING,
        attempt,
        failures,
        losses,
        readyAt,
        null,
        attemptAt,
        null,
        inputs,
        Values.NONE,
        error,
        figures,
        cache);
  }

  /** Its attempt is being given up. */
  Task canceling() {
    return new Task(
        path,
        position,
        RuntimeState.CANCELING,
        attempt,
        failures,
        losses,
        readyAt,
        null,
        attemptAt,
        null,
        inputs,
        Values.NONE,
        error,
        figures,
        cache);
  }

  /** Outputs of an earlier execution stand for its next attempt. */
  Task cached(CacheUse hit, Values results, Instant now) {
    return new Task(
        path,
        position,
        RuntimeState.SUCCEEDED,
        attempt + 1,
        failures,
        losses,
        readyAt,
        null,
        attemptAt,
        now,
        inputs,
        results,
        null,
        null,
        hit);
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
        path, position, end, attempt, failures, losses, readyAt, null, attemptAt, now, inputs,
        results, cause, attempted, cache);
  }
}
