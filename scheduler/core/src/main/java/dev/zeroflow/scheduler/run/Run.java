package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a pipeline, without its tasks.
 *
 * @param id its id
 * @param project the project that it belongs to
 * @param name display name
 * @param pipeline name of the pipeline
 * @param parameters checked values by name
 * @param reason why it was started
 * @param options what its submitter chose beside the parameters
 * @param state its state
 * @param version counts the committed decisions; a commit names the version that it decided on
 * @param priority ready tasks of runs with a higher one go first within their project
 * @param createdAt when it was submitted
 * @param startedAt when its first task was looked at
 * @param deadlineAt when it is ended unless it has ended by itself, null for never
 * @param finishedAt when it came to its final state
 * @param error why it failed, or is being ended
 * @param errorTask path of the task that failed first
 */
public record Run(
    UUID id,
    String project,
    String name,
    String pipeline,
    Map<String, @Nullable Object> parameters,
    StartReason reason,
    RunOptions options,
    RuntimeState state,
    long version,
    int priority,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant finishedAt,
    @Nullable TaskError error,
    @Nullable String errorTask) {
  public Run {
    if (state.isFinal() != (finishedAt != null)) {
      throw new IllegalArgumentException("run " + id + " is " + state + ", finished " + finishedAt);
    }
  }

  /** The run under way, from now on or again. */
  Run running(Instant now, @Nullable Instant deadline) {
    Instant started = startedAt == null ? now : startedAt;
    return with(RuntimeState.RUNNING, priority, started, deadline, null, null, null);
  }

  /** The run in a state that is not final. */
  Run in(RuntimeState open, @Nullable TaskError cause) {
    return with(open, priority, startedAt, deadlineAt, null, cause, null);
  }

  Run prioritized(int wanted) {
    return with(state, wanted, startedAt, deadlineAt, finishedAt, error, errorTask);
  }

  Run ended(RuntimeState end, Instant now, @Nullable TaskError cause, @Nullable String task) {
    return with(end, priority, startedAt, deadlineAt, now, cause, task);
  }

  /** The run after one more commit. */
  public Run committed() {
    return new Run(
        id,
        project,
        name,
        pipeline,
        parameters,
        reason,
        options,
        state,
        version + 1,
        priority,
        createdAt,
        startedAt,
        deadlineAt,
        finishedAt,
        error,
        errorTask);
  }

  private Run with(
      RuntimeState next,
      int newPriority,
      @Nullable Instant started,
      @Nullable Instant deadline,
      @Nullable Instant finished,
      @Nullable TaskError cause,
      @Nullable String task) {
    return new Run(
        id,
        project,
        name,
        pipeline,
        parameters,
        reason,
        options,
        next,
        version,
        newPriority,
        createdAt,
        started,
        deadline,
        finished,
        cause,
        task);
  }
}
