package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds for a run at any time, read from its log. */
final class RunInvariants {
  private final RunSnapshot run;
  private final Map<String, RuntimeState> states = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  private RunInvariants(RunSnapshot run) {
    this.run = run;
  }

  static void check(RunSnapshot run, List<Transition> log, List<TaskLineage> lineage) {
    assertThat(Snapshots.fold(log)).isEqualTo(Snapshots.states(run));
    assertThat(lineage).extracting(TaskLineage::task).doesNotHaveDuplicates();
    var invariants = new RunInvariants(run);
    log.forEach(invariants::follow);
  }

  private void follow(Transition transition) {
    String path = transition.task() == null ? "" : transition.task();
    RuntimeState before = states.put(path, transition.to());
    assertThat(before != null && before.isFinal()).as("%s after its end", transition).isFalse();
    if (!path.isEmpty()) {
      assertThat(states.get("")).as("state of the run at %s", transition).isNotNull();
      followTask(path, transition);
    }
  }

  private void followTask(String path, Transition transition) {
    int before = attempts.getOrDefault(path, 0);
    if (transition.to() == RuntimeState.RUNNING) {
      assertThat(transition.attempt()).as("%s", transition).isEqualTo(before + 1);
      assertParentsEnded(path);
    } else {
      assertThat(transition.attempt()).as("%s", transition).isEqualTo(before);
    }
    attempts.put(path, transition.attempt());
  }

  private void assertParentsEnded(String path) {
    String graph = Task.parent(path);
    assertThat(states.get(graph)).as("graph of %s", path).isEqualTo(RuntimeState.RUNNING);
    for (String up : run.pipeline().task(path).upstream()) {
      assertThat(states.get(Task.path(graph, up)))
          .as("%s, for which %s waits", up, path)
          .isEqualTo(RuntimeState.SUCCEEDED);
    }
  }

  /** Everything that holds at the end. */
  static void checkEnd(RunSnapshot run, boolean poisoned) {
    boolean failed =
        run.tasks().values().stream().anyMatch(task -> task.state() == RuntimeState.FAILED);
    assertThat(run.run().state())
        .isEqualTo(failed || poisoned ? RuntimeState.FAILED : RuntimeState.SUCCEEDED);
    assertThat(run.run().error() != null).isEqualTo(failed || poisoned);
    if (!poisoned) {
      assertThat(run.tasks().values()).allMatch(task -> task.state().isFinal());
      assertThat(run.run().errorTask() != null).isEqualTo(failed);
    }
  }
}
