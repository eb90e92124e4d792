package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a store does with runs, in memory: for fakes and for tests of the rules. */
public final class Snapshots {
  private Snapshots() {}

  /** A run that has just been submitted. */
  public static RunSnapshot submitted(
      UUID id, PipelineSpec pipeline, Map<String, Object> parameters, Instant now) {
    var run =
        new Run(
            id,
            "default",
            pipeline.name(),
            pipeline.name(),
            parameters,
            StartReason.MANUAL,
            RuntimeState.PENDING,
            0,
            now,
            null,
            null,
            null,
            null);
    return new RunSnapshot(run, pipeline, Map.of());
  }

  /** What is loaded after a change has been committed. */
  public static RunSnapshot after(RunSnapshot base, Decision.Change change) {
    var byPath = new HashMap<>(base.tasks());
    change.tasks().forEach(task -> byPath.put(task.path(), task));
    List<Task> ordered = new ArrayList<>(byPath.values());
    ordered.sort(Comparator.comparingInt(Task::position));
    var tasks = new LinkedHashMap<String, Task>();
    ordered.forEach(task -> tasks.put(task.path(), task));
    return new RunSnapshot(next(change.run()), base.pipeline(), tasks);
  }

  private static Run next(Run run) {
    return new Run(
        run.id(),
        run.project(),
        run.name(),
        run.pipeline(),
        run.parameters(),
        run.reason(),
        run.state(),
        run.version() + 1,
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.error(),
        run.errorTask());
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
    for (Transition transition : log) {
      String path = transition.task() == null ? "" : transition.task();
      RuntimeState before = states.put(path, transition.to());
      if (before != transition.from()) {
        throw new AssertionError(transition + " begins in " + before);
      }
    }
    return states;
  }
}
