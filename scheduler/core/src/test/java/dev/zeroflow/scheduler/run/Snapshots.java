package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Snapshots of runs and what follows from their logs: for fakes and for tests of the rules. */
public final class Snapshots {
  private Snapshots() {}

  /** A run that has just been submitted. */
  public static RunSnapshot submitted(
      UUID id,
      PipelineSpec pipeline,
      Map<String, Object> parameters,
      RunOptions options,
      Instant now) {
    var run =
        new Run(
            id,
            "default",
            pipeline.name(),
            pipeline.name(),
            parameters,
            StartReason.MANUAL,
            options,
            RuntimeState.PENDING,
            0,
            0,
            now,
            null,
            null,
            null,
            null,
            null);
    return RunSnapshot.of(run, pipeline);
  }

  /** States of the run, under the empty path, and of its tasks. */
  public static Map<String, RuntimeState> states(RunSnapshot snapshot) {
    var states = new HashMap<String, RuntimeState>();
    states.put("", snapshot.run().state());
    snapshot.tasks().forEach((path, task) -> states.put(path, task.state()));
    return states;
  }

  /**
   * The states that a log of transitions leads to.
   *
   * @throws AssertionError if a transition does not begin where the one before it ended
   */
  public static Map<String, RuntimeState> fold(List<Transition> log) {
    var states = new HashMap<String, RuntimeState>();
    states.put("", RuntimeState.PENDING);
    fold(states, log);
    return states;
  }

  /** Follows more transitions from the states that earlier ones led to. */
  public static void fold(Map<String, RuntimeState> states, List<Transition> more) {
    for (Transition transition : more) {
      String path = transition.task() == null ? "" : transition.task();
      RuntimeState before = states.put(path, transition.to());
      if (before != transition.from()) {
        throw new AssertionError(transition + " begins in " + before);
      }
    }
  }
}
