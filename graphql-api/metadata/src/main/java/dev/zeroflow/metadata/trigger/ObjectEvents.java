package dev.zeroflow.metadata.trigger;

import java.util.List;

/**
 * Inbox of object events, which may come twice, and the log of what was decided. Blocking, safe for
 * use by many threads.
 */
public interface ObjectEvents {
  /**
   * Stores the event if its source and id are new to the project.
   *
   * @return whether it still has to be decided: it is new, or a crash came before its decision. The
   *     caller makes the effects of a decision safe to repeat.
   */
  boolean receive(String project, ObjectCreated event);

  /**
   * Records what was decided, in one transaction; the event is decided then. Recording again
   * changes nothing.
   *
   * @param outcomes one for each trigger that looked at the event, or a single one without trigger
   */
  void decided(String project, ObjectCreated event, List<TriggerOutcome> outcomes);
}
