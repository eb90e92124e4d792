package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a pipeline.
 *
 * @param id its id
 * @param project the project that it belongs to
 * @param name display name
 * @param pipeline name of the pipeline
 * @param parameters checked values by name
 * @param reason why it was started
 * @param state its state
 * @param version counts the committed decisions; a commit names the version that it decided on
 * @param createdAt when it was submitted
 * @param startedAt when its first task was looked at
 * @param finishedAt when it came to its final state
 * @param error why it failed
 * @param errorTask path of the task that failed first
 */
public record Run(
    UUID id,
    String project,
    String name,
    String pipeline,
    Map<String, @Nullable Object> parameters,
    StartReason reason,
    RuntimeState state,
    long version,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable TaskError error,
    @Nullable String errorTask) {
  public Run {
    if (state.isFinal() != (finishedAt != null)) {
      throw new IllegalArgumentException("run " + id + " is " + state + ", finished " + finishedAt);
    }
  }

  Run started(Instant now) {
    return new Run(
        id,
        project,
        name,
        pipeline,
        parameters,
        reason,
        RuntimeState.RUNNING,
        version,
        createdAt,
        now,
        null,
        null,
        null);
  }

  Run ended(RuntimeState end, Instant now, @Nullable TaskError cause, @Nullable String task) {
    return new Run(
        id,
        project,
        name,
        pipeline,
        parameters,
        reason,
        end,
        version,
        createdAt,
        startedAt,
        now,
        cause,
        task);
  }
}
