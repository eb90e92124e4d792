package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.run.Failure;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.run.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States as this API shows them. A run that was terminated has FAILED here, because released
 * clients wait for nothing else; that it was canceled is in its error and its history.
 */
final class RunStates {
  private static final String CANCELED = "the run was terminated";

  private RunStates() {}

  /** The state of a run. */
  static String of(RunState state) {
    return state == RunState.CANCELED ? RunState.FAILED.name() : state.name();
  }

  /** Why a run is not successful, null if it is or has not ended. */
  static @Nullable StatusBody error(RunRecord run) {
    if (run.state() == RunState.CANCELED) {
      return StatusBody.inside(GrpcCode.CANCELLED, CANCELED);
    }
    Failure failure = run.failure();
    return failure == null ? null : error(failure);
  }

  static StatusBody error(Failure failure) {
    String task = failure.taskPath();
    return StatusBody.inside(
        GrpcCode.ofCategory(failure.category()),
        "%s%s: %s"
            .formatted(
                task == null ? "" : "task " + task + ": ", failure.code(), failure.message()));
  }

  /**
   * The history of a run or a task.
   *
   * @param createdAt when a run was PENDING at first; null for a task, whose changes tell
   * @param changes of it alone, oldest first
   */
  static List<RunBody.History> history(@Nullable Instant createdAt, List<StateChange> changes) {
    var history = new ArrayList<RunBody.History>();
    if (createdAt != null) {
      history.add(new RunBody.History(createdAt, RunState.PENDING.name(), null));
    }
    for (StateChange change : changes) {
      history.add(new RunBody.History(change.at(), change.to().name(), reason(change)));
    }
    return history;
  }

  private static @Nullable StatusBody reason(StateChange change) {
    return switch (change.to()) {
      case CANCELED, CANCELING ->
          StatusBody.inside(
              GrpcCode.CANCELLED, change.reason() == null ? CANCELED : change.reason());
      case FAILED ->
          change.reason() == null ? null : StatusBody.inside(GrpcCode.INTERNAL, change.reason());
      case PENDING, RUNNING, SUCCEEDED, SKIPPED, PAUSED -> null;
    };
  }
}
