package dev.zeroflow.scheduler.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What must hold whatever has happened: every run has ended; the log of transitions leads to what
 * is stored; each task was accepted once, of an attempt that was called; an attempt is called at
 * most once; no task was started before those that it waits for had succeeded.
 */
final class LedgerCheck {
  private final FaultWorld world;

  LedgerCheck(FaultWorld world) {
    this.world = world;
  }

  void check(List<UUID> runs) {
    assertThat(world.functions.ledger())
        .as("an attempt is called once")
        .extracting(it -> it.run() + " " + it.task() + " " + it.attempt())
        .doesNotHaveDuplicates();
    runs.forEach(this::check);
  }

  private void check(UUID run) {
    RunSnapshot stored = world.load(run);
    assertThat(stored.run().state().isFinal()).as("run %s has ended", run).isTrue();
    Map<String, String> states = new HashMap<>();
    Map<String, Integer> accepted = new HashMap<>();
    for (List<String> row : transitions(run)) {
      String path = row.get(0);
      String before = states.put(path, row.get(3));
      assertThat(before == null ? initial(path) : before)
          .as("%s of run %s goes on where it was", row, run)
          .isEqualTo(row.get(2));
      if (row.get(3).equals("SUCCEEDED")) {
        accepted.merge(path, 1, Integer::sum);
      }
      if (row.get(3).equals("RUNNING") && !path.equals("null")) {
        checkUpstream(stored, path, states);
      }
    }
    compare(stored, states);
    checkCalled(stored);
    assertThat(accepted.values()).as("accepted ends of run %s", run).allMatch(count -> count == 1);
  }

  private List<List<String>> transitions(UUID run) {
    return world.postgres.rows(
        "SELECT task, attempt, from_state, to_state FROM scheduling.transition_view"
            + " WHERE run_id = '%s' ORDER BY version, ordinal".formatted(run));
  }

  private static String initial(String path) {
    return path.equals("null") ? "PENDING" : "null";
  }

  private static void checkUpstream(RunSnapshot run, String path, Map<String, String> states) {
    for (String up : run.pipeline().task(path).upstream()) {
      assertThat(states.get(Task.path(Task.parent(path), up)))
          .as("%s, for which %s waits", up, path)
          .isEqualTo("SUCCEEDED");
    }
  }

  private static void compare(RunSnapshot run, Map<String, String> states) {
    assertThat(states.remove("null")).isEqualTo(run.run().state().name());
    Map<String, String> stored = new HashMap<>();
    run.tasks().forEach((path, task) -> stored.put(path, task.state().name()));
    assertThat(states).as("the log leads to what is stored").isEqualTo(stored);
  }

  /** What succeeded was called with the attempt that counts. */
  private void checkCalled(RunSnapshot run) {
    Set<String> called = new HashSet<>();
    world.functions.ledger().stream()
        .filter(it -> it.run().equals(run.run().id().toString()))
        .forEach(it -> called.add(it.task() + " " + it.attempt()));
    for (Task task : run.tasks().values()) {
      if (task.state() == RuntimeState.SUCCEEDED) {
        assertThat(called).contains(task.path() + " " + task.attempt());
      }
    }
  }
}
