package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.Collection;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Everything that a decision about a run may look at; never changes, and a changed one shares what
 * is the same.
 *
 * @param run the run
 * @param pipeline what it executes; never changes
 * @param tasks its tasks by path; those of an inner graph exist once that graph has begun
 * @param open by graph or loop: how many of its tasks have not ended; follows from the tasks
 * @param waiting by task: how many of the tasks that it waits for have not ended; follows from the
 *     tasks
 * @param loops by loop: how far it is; follows from the tasks
 */
public record RunSnapshot(
    Run run,
    PipelineSpec pipeline,
    PMap<String, Task> tasks,
    PMap<String, Integer> open,
    PMap<String, Integer> waiting,
    PMap<String, LoopProgress> loops) {

  /** A run that has no tasks yet. */
  public static RunSnapshot of(Run run, PipelineSpec pipeline) {
    return new RunSnapshot(
        run,
        pipeline,
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty());
  }

  /** A run with its tasks as they were stored. */
  public static RunSnapshot of(Run run, PipelineSpec pipeline, Collection<Task> stored) {
    RunSnapshot snapshot = of(run, pipeline);
    for (Task task : stored) {
      snapshot = snapshot.with(task);
    }
    return snapshot.counted();
  }

  /** The same tasks of the run as it stands after a commit. */
  public RunSnapshot committed() {
    return with(run.committed());
  }

  RunSnapshot with(Run changed) {
    return new RunSnapshot(changed, pipeline, tasks, open, waiting, loops);
  }

  RunSnapshot with(Task changed) {
    return new RunSnapshot(
        run, pipeline, tasks.plus(changed.path(), changed), open, waiting, loops);
  }

  RunSnapshot withOpen(String graph, int count) {
    return new RunSnapshot(run, pipeline, tasks, open.plus(graph, count), waiting, loops);
  }

  RunSnapshot withWaiting(String task, int count) {
    return new RunSnapshot(run, pipeline, tasks, open, waiting.plus(task, count), loops);
  }

  RunSnapshot withLoop(String loop, LoopProgress progress) {
    return new RunSnapshot(run, pipeline, tasks, open, waiting, loops.plus(loop, progress));
  }

  /** With the counts that follow from the tasks. */
  RunSnapshot counted() {
    PMap<String, Integer> counts = HashTreePMap.empty();
    PMap<String, Integer> waits = HashTreePMap.empty();
    PMap<String, LoopProgress> progress = HashTreePMap.empty();
    for (Task task : tasks.values()) {
      String parent = Task.parent(task.path());
      int one = task.state().isFinal() ? 0 : 1;
      counts = counts.plus(parent, counts.getOrDefault(parent, 0) + one);
      Place place = Place.of(pipeline, task.path());
      if (!place.isIteration()) {
        waits = waits.plus(task.path(), waitingFor(place.spec(), parent));
      } else if (isUnderWay(task)) {
        int running = progress.getOrDefault(parent, LoopProgress.NONE).running() + 1;
        progress = progress.plus(parent, new LoopProgress(running, 0));
      }
    }
    return new RunSnapshot(run, pipeline, tasks, counts, waits, progress);
  }

  /** With the counts of one graph that follow from its tasks, which must exist. */
  RunSnapshot counted(String graph, Dag dag) {
    int count = 0;
    RunSnapshot next = this;
    for (TaskSpec spec : dag.tasks().values()) {
      String path = Task.path(graph, spec.key());
      Task task = tasks.get(path);
      count += task == null || task.state().isFinal() ? 0 : 1;
      next = next.withWaiting(path, waitingFor(spec, graph));
    }
    return next.withOpen(graph, count);
  }

  private static boolean isUnderWay(Task iteration) {
    return !iteration.state().isFinal() && iteration.readyAt() != null;
  }

  private int waitingFor(TaskSpec spec, String graph) {
    int count = 0;
    for (String up : spec.upstream()) {
      Task task = tasks.get(Task.path(graph, up));
      count += task != null && task.state().isFinal() ? 0 : 1;
    }
    return count;
  }

  /** The graph at a path; of the root, of a task, or of an iteration. */
  Dag dag(String graph) {
    return graph.isEmpty()
        ? pipeline.dag()
        : (Dag) Place.of(pipeline, graph).spec().component().body();
  }
}
