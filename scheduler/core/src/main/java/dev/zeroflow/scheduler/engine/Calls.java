package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import java.util.function.Consumer;

/** Calls functions for attempts. Returns at once; the end of the attempt is told later. */
interface Calls {
  /**
   * Calls the function of a task.
   *
   * @param done told how the attempt ended; possibly never, or more than once
   */
  void start(RunSnapshot run, Task task, Consumer<RunEvent> done);

  /** Gives up a call; it ends as failed, soon. */
  void cancel(AttemptRef attempt);

  /** Name of the function that runs the task; for its limit. */
  String function(RunSnapshot run, Task task);
}
