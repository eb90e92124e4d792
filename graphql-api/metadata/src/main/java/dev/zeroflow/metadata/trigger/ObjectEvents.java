package dev.zeroflow.metadata.trigger;

import java.time.Duration;
import java.util.List;

/**
 * Inbox of object events, which may come twice, and the log of what was decided. Blocking, safe for
 * use by many threads.
 */
public interface ObjectEvents {
  /** Source of events that a search of the bucket found, see {@link ObjectSweeps}. */
  String SWEEP = "zeroflow:sweep";

  /** Most by which two clocks tell the same upload apart. */
  Duration SKEW = Duration.ofSeconds(5);

  /**
   * Stores the event if its source and id are new to the project. The same upload told by a search
   * and by a notification, in whichever order, is one event: the second one is logged as a
   * duplicate.
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
