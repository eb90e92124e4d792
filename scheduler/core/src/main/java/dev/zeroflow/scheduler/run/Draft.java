package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision while it is being made: the run as it stands so far, and everything that has changed.
 * Lives for one decision, on one thread.
 */
final class Draft {
  private final Instant now;
  private final Map<String, Task> changed = new LinkedHashMap<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<TaskLineage> lineage = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final Deque<String> ended = new ArrayDeque<>();
  private RunSnapshot state;

  Draft(RunSnapshot state, Instant now) {
    this.state = state;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  RunSnapshot state() {
    return state;
  }

  Run run() {
    return state.run();
  }

  Decision.Change change() {
    return new Decision.Change(
        state, List.copyOf(changed.values()), transitions, lineage, commands);
  }

  Place place(String path) {
    return Place.of(state.pipeline(), path);
  }

  @Nullable Task find(String path) {
    return state.tasks().get(path);
  }

  /** The task, which must exist. */
  Task task(String path) {
    Task task = find(path);
    if (task == null) {
      throw new IllegalStateException("no task " + path);
    }
    return task;
  }

  boolean isFinal(String path) {
    return task(path).state().isFinal();
  }

  /** Tasks that have not ended, in the order in which they came to be. */
  List<Task> unfinished() {
    return state.tasks().values().stream()
        .filter(task -> !task.state().isFinal())
        .sorted(Comparator.comparingInt(Task::position))
        .toList();
  }

  void put(Task task, @Nullable String reason) {
    Task before = find(task.path());
    if (before == null) {
      transit(task, null, reason);
    } else if (before.state() != task.state()) {
      require(LegalTransitions.ofTask(before.state()).contains(task.state()), before, task);
      transit(task, before.state(), reason);
    }
    changed.put(task.path(), task);
    state = state.with(task);
  }

  private void transit(Task task, @Nullable RuntimeState from, @Nullable String reason) {
    transitions.add(new Transition(task.path(), task.attempt(), from, task.state(), reason, now));
  }

  private static void require(boolean legal, Task before, Task after) {
    if (!legal) {
      throw new IllegalStateException(
          "task %s cannot go from %s to %s".formatted(after.path(), before.state(), after.state()));
    }
  }

  void put(Run next, @Nullable String reason) {
    RuntimeState before = run().state();
    if (before != next.state()) {
      if (!LegalTransitions.ofRun(before).contains(next.state())) {
        throw new IllegalStateException("a run cannot go from " + before + " to " + next.state());
      }
      transitions.add(new Transition(null, 0, before, next.state(), reason, now));
    }
    state = state.with(next);
  }

  /** A task that has ended for good; what waits for it is looked at later. */
  void end(Task task, List<MetricValue> metrics, @Nullable String reason) {
    put(task, reason);
    ended.add(task.path());
    Place place = place(task.path());
    if (place.isLeaf()) {
      record(task, place.spec(), metrics);
    }
  }

  private void record(Task task, TaskSpec spec, List<MetricValue> metrics) {
    CacheUse cache = task.cache();
    boolean hit = cache != null && cache.hit();
    Instant ordered = task.attemptAt();
    if (hit || ordered != null) {
      lineage.add(
          new TaskLineage(
              task.path(),
              spec.name(),
              task.attempt(),
              task.state(),
              ordered == null ? now : ordered,
              now,
              task.inputs(),
              task.outputs(),
              metrics,
              cache));
    }
  }

  /** The next task that has ended and was not looked at, null if there is none. */
  @Nullable String pollEnded() {
    return ended.poll();
  }

  void command(Command command) {
    commands.add(command);
  }

  /** Adds to the tasks of a graph that have not ended; how many there are then. */
  int addOpen(String graph, int count) {
    int open = state.open().getOrDefault(graph, 0) + count;
    state = state.withOpen(graph, open);
    return open;
  }

  void open(String graph, int count) {
    state = state.withOpen(graph, count);
  }

  /** One task less to wait for; how many there are still. */
  int waitLess(String path) {
    int waiting = state.waiting().getOrDefault(path, 0) - 1;
    state = state.withWaiting(path, waiting);
    return waiting;
  }

  void waitFor(String path, int count) {
    state = state.withWaiting(path, count);
  }

  void loop(String path, LoopProgress progress) {
    state = state.withLoop(path, progress);
  }

  /** Counts everything anew. */
  void recount() {
    state = state.counted();
  }

  /** Counts the tasks of a graph anew, after some of them have been opened again. */
  void recount(String graph, Dag dag) {
    state = state.counted(graph, dag);
  }
}
