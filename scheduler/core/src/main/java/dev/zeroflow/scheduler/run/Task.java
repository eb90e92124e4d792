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
    return new Edit(path, position).task();
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
    var edit = new Edit(path, position);
    edit.attempt = attempt;
    return edit.task();
  }

  /** An iteration that begins again where it failed, once its loop has room for it. */
  Task reopened() {
    var edit = new Edit(path, position);
    edit.attempt = attempt;
    edit.attemptAt = attemptAt;
    edit.inputs = inputs;
    return edit.task();
  }

  /** All that it waited for has ended; an iteration knows its item before that. */
  Task ready(Values resolved, Instant now) {
    Edit edit = edit(RuntimeState.PENDING);
    edit.readyAt = now;
    edit.attemptAt = null;
    edit.inputs = resolved;
    edit.outputs = Values.NONE;
    edit.error = null;
    edit.figures = null;
    edit.cache = null;
    return edit.task();
  }

  /** Knows its inputs before it is ready. */
  Task given(Values item) {
    Edit edit = edit(state);
    edit.inputs = item;
    return edit.task();
  }

  /** The cache has nothing for it. */
  Task missed(CacheUse miss) {
    Edit edit = edit(state);
    edit.cache = miss;
    return edit.task();
  }

  /** The next attempt is ordered; of a graph, its tasks begin. */
  Task running(Instant now) {
    Edit edit = edit(RuntimeState.RUNNING);
    edit.attempt = attempt + 1;
    edit.readyAt = readyAt == null ? now : readyAt;
    edit.attemptAt = now;
    edit.outputs = Values.NONE;
    edit.error = null;
    return edit.task();
  }

  /**
   * The last attempt did not succeed, and another will be made; a lost one is counted apart from a
   * failed one.
   */
  Task waiting(TaskError cause, boolean lost, Instant due, @Nullable AttemptFigures attempted) {
    Edit edit = edit(RuntimeState.PENDING);
    edit.failures = failures + (lost ? 0 : 1);
    edit.losses = losses + (lost ? 1 : 0);
    edit.dueAt = due;
    edit.outputs = Values.NONE;
    edit.error = cause;
    edit.figures = attempted;
    return edit.task();
  }

  /** The wait is over. */
  Task due() {
    return edit(RuntimeState.PENDING).task();
  }

  /** Its attempt is being given up. */
  Task canceling() {
    return edit(RuntimeState.CANCELING).task();
  }

  /** Outputs of an earlier execution stand for its next attempt. */
  Task cached(CacheUse hit, Values results, Instant now) {
    Edit edit = edit(RuntimeState.SUCCEEDED);
    edit.attempt = attempt + 1;
    edit.finishedAt = now;
    edit.outputs = results;
    edit.error = null;
    edit.figures = null;
    edit.cache = hit;
    return edit.task();
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
    Edit edit = edit(end);
    edit.finishedAt = now;
    edit.outputs = results;
    edit.error = cause;
    edit.figures = attempted;
    return edit.task();
  }

  /** This task in another state, neither due later nor ended. */
  private Edit edit(RuntimeState next) {
    var edit = new Edit(path, position);
    edit.state = next;
    edit.attempt = attempt;
    edit.failures = failures;
    edit.losses = losses;
    edit.readyAt = readyAt;
    edit.attemptAt = attemptAt;
    edit.inputs = inputs;
    edit.outputs = outputs;
    edit.error = error;
    edit.figures = figures;
    edit.cache = cache;
    return edit;
  }

  /** A task while it is being made; begins as one that nothing has happened to. */
  private static final class Edit {
    private final String path;
    private final int position;
    private RuntimeState state = RuntimeState.PENDING;
    private int attempt;
    private int failures;
    private int losses;
    private @Nullable Instant readyAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant attemptAt;
    private @Nullable Instant finishedAt;
    private Values inputs = Values.NONE;
    private Values outputs = Values.NONE;
    private @Nullable TaskError error;
    private @Nullable AttemptFigures figures;
    private @Nullable CacheUse cache;

    private Edit(String path, int position) {
      this.path = path;
      this.position = position;
    }

    private Task task() {
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
          cache);
    }
  }
}
