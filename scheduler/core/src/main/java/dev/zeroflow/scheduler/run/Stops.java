package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import org.jspecify.annotations.Nullable;

/** Ends a run before its tasks have ended by themselves. */
record Stops(Draft draft, Flow flow) {

  /**
   * Starts nothing more, gives up what is called, and ends the run when the last call is back. No
   * exit task starts either.
   *
   * @param error why, null if somebody asked for it
   */
  void stop(@Nullable TaskError error) {
    Run run = draft.run();
    String reason = error == null ? "the run was canceled" : error.message();
    if (draft.state().tasks().isEmpty()) {
      RuntimeState end = error == null ? RuntimeState.CANCELED : RuntimeState.FAILED;
      draft.put(run.ended(end, draft.now(), error, null), reason);
      return;
    }
    draft.put(run.in(RuntimeState.CANCELING, error), reason);
    for (Task task : draft.unfinished()) {
      stop(task, reason);
    }
    flow.drain();
  }

  private void stop(Task task, String reason) {
    if (task.state() == RuntimeState.PENDING) {
      flow.cancel(task, reason);
    } else if (task.state() == RuntimeState.RUNNING) {
      draft.put(task.canceling(), reason);
      if (draft.place(task.path()).isLeaf()) {
        draft.command(new Command.Cancel(task.path(), task.attempt()));
      }
    }
  }

  /** Ends the run at once with everything in it that is open; asks no rule about its tasks. */
  void abort(TaskError error) {
    for (Task task : draft.unfinished()) {
      if (task.state() == RuntimeState.RUNNING) {
        draft.command(new Command.Cancel(task.path(), task.attempt()));
      }
      draft.put(task.canceled(draft.now()), "the run was ended: " + error.message());
    }
    draft.put(draft.run().ended(RuntimeState.FAILED, draft.now(), error, null), error.message());
  }
}
