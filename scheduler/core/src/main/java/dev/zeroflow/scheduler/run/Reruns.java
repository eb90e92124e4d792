package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Opens what has ended again: a whole run, or a graph that is tried again. What has succeeded is
 * kept, unless it stands after something that is executed again.
 */
final class Reruns {
  private final Draft draft;
  private final Flow flow;
  private final Loops loops;
  private final List<Runnable> starts = new ArrayList<>();

  Reruns(Draft draft, Flow flow) {
    this.draft = draft;
    this.flow = flow;
    this.loops = new Loops(draft, flow);
  }

  /** Opens the tasks of the root graph again, or of the graph or loop at a path. */
  void open(String path) {
    openBody(path);
    starts.forEach(Runnable::run);
  }

  private void openBody(String path) {
    if (!path.isEmpty() && draft.place(path).isLoop()) {
      openLoop(path, draft.place(path).spec());
    } else {
      openGraph(path, draft.state().dag(path));
    }
  }

  private void openGraph(String graph, Dag dag) {
    Set<String> again = new HashSet<>();
    for (TaskSpec spec : dag.tasks().values()) {
      Task task = draft.task(Task.path(graph, spec.key()));
      boolean after = spec.upstream().stream().anyMatch(again::contains);
      if (after || failed(task)) {
        again.add(spec.key());
        openTask(task, after);
      }
    }
    draft.recount(graph, dag);
    for (TaskSpec spec : dag.tasks().values()) {
      starts.add(() -> startIfReady(graph, spec));
    }
  }

  private void startIfReady(String graph, TaskSpec spec) {
    String path = Task.path(graph, spec.key());
    if (draft.task(path).isUntouched() && draft.state().waiting().getOrDefault(path, 0) == 0) {
      flow.activate(graph, spec);
    }
  }

  /** A graph that had begun goes on where it failed, unless its inputs may have changed. */
  private void openTask(Task task, boolean inputsChange) {
    boolean begun = !draft.place(task.path()).isLeaf() && task.attemptAt() != null;
    if (inputsChange || !begun) {
      draft.put(task.reset(), "executed again");
    } else {
      draft.put(task.running(draft.now()), "opened again");
      openBody(task.path());
    }
  }

  /** Iterations begin as the loop has room for them. */
  private void openLoop(String path, TaskSpec spec) {
    boolean graphs = spec.component().body() instanceof Dag;
    int open = 0;
    for (int i = 0; ; i++) {
      Task iteration = draft.find(Task.path(path, Integer.toString(i)));
      if (iteration == null) {
        break;
      }
      if (failed(iteration)) {
        open++;
        draft.put(
            graphs ? iteration.reopened() : iteration.reset().given(iteration.inputs()),
            "executed again");
      }
    }
    draft.open(path, open);
    draft.loop(path, LoopProgress.NONE);
    starts.add(() -> loops.beginMore(path, spec));
  }

  private static boolean failed(Task task) {
    return task.state() == RuntimeState.FAILED || task.state() == RuntimeState.CANCELED;
  }
}
