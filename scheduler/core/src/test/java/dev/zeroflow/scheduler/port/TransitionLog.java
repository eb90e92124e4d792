package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Transition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a log of transitions says about a run, to be compared with the run. */
public final class TransitionLog {
  private TransitionLog() {}

  /**
   * The states that the log leads to; that of the run stands under the empty path.
   *
   * @throws AssertionError if a transition does not begin where the one before it ended
   */
  public static Map<String, RuntimeState> fold(List<Transition> log) {
    var states = new HashMap<String, RuntimeState>();
    states.put("", RuntimeState.PENDING);
    for (Transition transition : log) {
      String path = transition.task() == null ? "" : transition.task();
      RuntimeState before = states.put(path, transition.to());
      if (before != transition.from()) {
        throw new AssertionError(transition + " begins in " + before);
      }
    }
    return states;
  }

  /** The states that the run has, in the same form. */
  public static Map<String, RuntimeState> states(RunSnapshot run) {
    var states = new HashMap<String, RuntimeState>();
    states.put("", run.run().state());
    run.tasks().forEach((path, task) -> states.put(path, task.state()));
    return states;
  }
}
