package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import java.util.Set;
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

  /**
   * Goes on with an attempt that another scheduler has started and that has outlived it.
   *
   * @param done as for {@link #start}
   */
  void attach(RunSnapshot run, Task task, Consumer<RunEvent> done);

  /** Paths of tasks whose attempts under way outlive their scheduler. */
  Set<String> outliving(RunSnapshot run);

  /**
   * The run of an attempt is not here any more: what outlives its scheduler goes on, all else is
   * given up.
   */
  void leave(AttemptRef attempt);

  /** Name of the function that runs the task; for its limit. */
  String function(RunSnapshot run, Task task);
}
