package dev.zeroflow.scheduler.run;

import java.util.List;

/** What an event leads to. */
public sealed interface Decision {
  /**
   * The event changes nothing: it is late, repeated or meant for an attempt that is not current.
   *
   * @param reason one sentence
   */
  record Ignored(String reason) implements Decision {}

  /**
   * New state, to be committed as one.
   *
   * @param run the run after the event; its version is still the one that was decided on
   * @param tasks tasks that are new or changed
   * @param transitions every change of state, in order
   * @param lineage what finished tasks read and wrote
   * @param commands what to do after the commit
   */
  record Change(
      Run run,
      List<Task> tasks,
      List<Transition> transitions,
      List<TaskLineage> lineage,
      List<Command> commands)
      implements Decision {}
}
