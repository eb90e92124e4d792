package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to execute a task.
 *
 * @param number counts from 1
 * @param state RUNNING, CANCELING, SUCCEEDED, FAILED or CANCELED
 * @param reason why it ended, if it was not the ordinary course
 */
public record TaskAttempt(
    int number,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String reason) {
  /**
   * The attempts of a task. Outputs that are taken over from an earlier execution are none.
   *
   * @param changes those of one task, in their order
   */
  public static List<TaskAttempt> of(List<AttemptChange> changes) {
    List<TaskAttempt> attempts = new ArrayList<>();
    for (AttemptChange change : changes) {
      if (change.to() == RunState.RUNNING) {
        attempts.add(new TaskAttempt(change.attempt(), RunState.RUNNING, change.at(), null, null));
      } else if (!attempts.isEmpty() && attempts.getLast().finishedAt() == null) {
        attempts.add(attempts.removeLast().after(change));
      }
    }
    return attempts;
  }

  private TaskAttempt after(AttemptChange change) {
    return switch (change.to()) {
      case RUNNING -> this;
      case CANCELING -> new TaskAttempt(number, change.to(), startedAt, null, change.reason());
      // It waits for the next attempt.
      case PENDING, PAUSED -> ended(RunState.FAILED, change);
      case SUCCEEDED, FAILED, CANCELED, SKIPPED -> ended(change.to(), change);
    };
  }

  private TaskAttempt ended(RunState end, AttemptChange change) {
    return new TaskAttempt(number, end, startedAt, change.at(), change.reason());
  }
}
