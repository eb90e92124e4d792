package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.Loop;
import dev.zeroflow.scheduler.spec.Place;
import java.util.HashMap;
import java.util.Map;

/** What holds for a run between any two decisions, whatever has happened to it. */
public final class SnapshotChecks {
  private final RunSnapshot run;
  private final Map<String, Integer> underWay = new HashMap<>();

  private SnapshotChecks(RunSnapshot run) {
    this.run = run;
  }

  /** Checks that the states of tasks fit each other, and that the counts fit the states. */
  public static void check(RunSnapshot run) {
    var checks = new SnapshotChecks(run);
    run.tasks().values().forEach(checks::check);
    checks.underWay.forEach(checks::checkParallelism);
    checks.checkCounts();
  }

  private void check(Task task) {
    String path = task.path();
    Place place = Place.of(run.pipeline(), path);
    RuntimeState parent = state(Task.parent(path));
    if (!task.state().isFinal()) {
      assertThat(parent.isFinal()).as("%s is %s inside what has ended", path, task).isFalse();
      assertThat(parent)
          .as("%s is open, so what it lies in has begun", path)
          .isNotEqualTo(RuntimeState.PENDING);
    }
    if (place.isIteration()) {
      if (!task.state().isFinal() && task.readyAt() != null) {
        underWay.merge(Task.parent(path), 1, Integer::sum);
      }
    } else if (task.state() == RuntimeState.RUNNING) {
      for (String up : place.spec().upstream()) {
        assertThat(state(Task.path(Task.parent(path), up)).isFinal())
            .as("%s has ended, for which %s has waited", up, path)
            .isTrue();
      }
    }
  }

  private RuntimeState state(String path) {
    return path.isEmpty() ? run.run().state() : run.tasks().get(path).state();
  }

  private void checkParallelism(String path, int iterations) {
    Loop loop = Place.of(run.pipeline(), path).spec().loop();
    if (loop.parallelism() > 0) {
      assertThat(iterations)
          .as("iterations at once of %s", path)
          .isLessThanOrEqualTo(loop.parallelism());
    }
  }

  /** Counts that are carried from decision to decision are those that a reload would give. */
  private void checkCounts() {
    if (run.run().state().isFinal()) {
      return;
    }
    RunSnapshot again = RunSnapshot.of(run.run(), run.pipeline(), run.tasks().values());
    assertThat(positive(run.open())).as("open tasks by graph").isEqualTo(positive(again.open()));
    assertThat(running(run.loops())).as("iterations by loop").isEqualTo(running(again.loops()));
    run.tasks().values().stream()
        .filter(task -> task.isUntouched() && again.waiting().containsKey(task.path()))
        .forEach(
            task ->
                assertThat(run.waiting().get(task.path()))
                    .as("tasks that %s waits for", task.path())
                    .isEqualTo(again.waiting().get(task.path()))
                    .isPositive());
  }

  private static Map<String, Integer> positive(Map<String, Integer> counts) {
    var kept = new HashMap<>(counts);
    kept.values().removeIf(count -> count == 0);
    return kept;
  }

  private static Map<String, Integer> running(Map<String, LoopProgress> loops) {
    var kept = new HashMap<String, Integer>();
    loops.forEach((path, progress) -> kept.put(path, progress.running()));
    return positive(kept);
  }
}
