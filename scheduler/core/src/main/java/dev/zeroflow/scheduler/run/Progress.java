package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.InputResolver.UnresolvedException;
import dev.zeroflow.scheduler.spec.Condition;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision while it is being made: begins as the snapshot, collects changes, and follows each end
 * of a task to whatever that end makes ready. Lives for one decision, on one thread.
 */
final class Progress {
  private final RunSnapshot snapshot;
  private final Instant now;
  private final Map<String, Task> changed = new LinkedHashMap<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<TaskLineage> lineage = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final Deque<String> ended = new ArrayDeque<>();
  private Run run;
  private int created;

  Progress(RunSnapshot snapshot, Instant now) {
    this.snapshot = snapshot;
    this.now = now;
    this.run = snapshot.run();
  }

  /** Everything that follows, once all that ended has been followed up. */
  Decision change() {
    while (!ended.isEmpty()) {
      follow(ended.poll());
    }
    return new Decision.Change(run, List.copyOf(changed.values()), transitions, lineage, commands);
  }

  void startRun() {
    runState(RuntimeState.RUNNING, null);
    run = run.started(now);
    begin("", snapshot.pipeline().dag());
  }

  /** Ends the run at once with everything in it that is open. */
  Decision abort(TaskError error) {
    snapshot.tasks().values().stream()
        .filter(task -> !task.state().isFinal())
        .forEach(task -> put(task.canceled(now), "the run was ended: " + error.message()));
    runState(RuntimeState.FAILED, error.message());
    run = run.ended(RuntimeState.FAILED, now, error, null);
    return change();
  }

  void succeed(Task task, Values outputs, List<MetricValue> metrics, AttemptFigures figures) {
    end(task.succeeded(outputs, now, figures), metrics, null);
  }

  void fail(Task task, TaskError error, @Nullable AttemptFigures figures) {
    end(task.failed(error, now, figures), List.of(), error.message());
  }

  void waitForRetry(
      Task task, TaskError error, boolean lost, Duration delay, AttemptFigures figures) {
    put(
        task.waiting(error, lost, figures),
        "retry in %d ms: %s".formatted(delay.toMillis(), error.message()));
    commands.add(new Command(Command.Kind.RETRY, task.path(), task.attempt(), delay));
  }

  /** Begins the next attempt of a leaf task, or the tasks of a graph. */
  void order(Task task, Values inputs, @Nullable String reason) {
    Task running = task.running(inputs, now);
    put(running, reason);
    switch (spec(task.path()).component().body()) {
      case Dag dag -> begin(task.path(), dag);
      case Executor.Container ignored -> command(Command.Kind.INVOKE, running);
      case Executor.Importer ignored -> command(Command.Kind.IMPORT, running);
    }
  }

  private void command(Command.Kind kind, Task task) {
    commands.add(new Command(kind, task.path(), task.attempt(), Duration.ZERO));
  }

  private void begin(String graph, Dag dag) {
    for (String key : dag.tasks().keySet()) {
      int position = snapshot.tasks().size() + created++;
      put(Task.pending(Task.path(graph, key), position), null);
    }
    dag.tasks().values().stream()
        .filter(task -> task.upstream().isEmpty())
        .forEach(task -> activate(graph, task));
  }

  private void follow(String path) {
    String graph = Task.parent(path);
    Dag dag = dag(graph);
    for (String key : dag.after(Task.key(path))) {
      TaskSpec next = dag.task(key);
      if (untouched(graph, key) && next.upstream().stream().allMatch(up -> isFinal(graph, up))) {
        activate(graph, next);
      }
    }
    if (dag.tasks().keySet().stream().allMatch(key -> isFinal(graph, key))) {
      finish(graph, dag);
    }
  }

  /** Runs, skips or fails a task whose upstream tasks have all ended. */
  private void activate(String graph, TaskSpec spec) {
    Task task = task(graph, spec.key());
    Optional<String> missing =
        spec.upstream().stream()
            .filter(up -> task(graph, up).state() != RuntimeState.SUCCEEDED)
            .findFirst();
    if (missing.isPresent()) {
      String up = missing.get();
      skip(task, "task %s was %s".formatted(up, task(graph, up).state()));
      return;
    }
    try {
      Values inputs =
          new InputResolver(graphInputs(graph), key -> task(graph, key).outputs()).resolve(spec);
      if (holds(spec.condition(), inputs)) {
        order(task, inputs, null);
      } else {
        skip(task, "its condition is false");
      }
    } catch (UnresolvedException e) {
      fail(task, e.error, null);
    }
  }

  private static boolean holds(@Nullable Condition condition, Values inputs) {
    try {
      return condition == null || condition.holds(inputs.parameters());
    } catch (IllegalArgumentException e) {
      throw new UnresolvedException("of the condition", String.valueOf(e.getMessage()));
    }
  }

  private void skip(Task task, String reason) {
    end(task.skipped(now), List.of(), reason);
  }

  /** All tasks of a graph have ended: so has the task that stands for it, or the run. */
  private void finish(String graph, Dag dag) {
    Optional<Task> failed =
        dag.tasks().keySet().stream()
            .map(key -> task(graph, key))
            .filter(task -> task.state() == RuntimeState.FAILED)
            .findFirst();
    if (graph.isEmpty()) {
      finishRun(failed.orElse(null));
      return;
    }
    Task task = current(graph);
    if (task.state() != RuntimeState.RUNNING) {
      return;
    }
    if (failed.isPresent()) {
      fail(task, because(failed.get()), AttemptFigures.NONE);
    } else {
      succeed(task, graphOutputs(graph, dag), List.of(), AttemptFigures.NONE);
    }
  }

  private void finishRun(@Nullable Task failed) {
    if (run.state().isFinal()) {
      return;
    }
    if (failed == null) {
      runState(RuntimeState.SUCCEEDED, null);
      run = run.ended(RuntimeState.SUCCEEDED, now, null, null);
    } else {
      Task cause = innermost(failed);
      runState(RuntimeState.FAILED, "task " + cause.path() + " failed");
      run = run.ended(RuntimeState.FAILED, now, cause.error(), cause.path());
    }
  }

  /** The failed leaf inside a failed graph. */
  private Task innermost(Task failed) {
    if (spec(failed.path()).component().body() instanceof Dag dag) {
      return dag.tasks().keySet().stream()
          .map(key -> find(Task.path(failed.path(), key)))
          .flatMap(Optional::stream)
          .filter(task -> task.state() == RuntimeState.FAILED)
          .findFirst()
          .map(this::innermost)
          .orElse(failed);
    }
    return failed;
  }

  private static TaskError because(Task failed) {
    TaskError error = failed.error();
    ErrorCategory category = error == null ? ErrorCategory.INTERNAL : error.category();
    String why = error == null ? "" : ": " + error.message();
    return new TaskError("TASK_FAILED", category, "task " + failed.path() + " failed" + why, null);
  }

  private Values graphOutputs(String graph, Dag dag) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    dag.outputs()
        .forEach(
            (name, candidates) -> {
              for (Dag.Output from : candidates.reversed()) {
                Values outputs = task(graph, from.task()).outputs();
                if (outputs.parameters().containsKey(from.output())) {
                  parameters.put(name, outputs.parameters().get(from.output()));
                }
                List<ArtifactRef> made = outputs.artifacts().get(from.output());
                if (made != null) {
                  artifacts.put(name, made);
                }
              }
            });
    return new Values(parameters, artifacts);
  }

  private void end(Task task, List<MetricValue> metrics, @Nullable String reason) {
    put(task, reason);
    ended.add(task.path());
    boolean leaf = !(spec(task.path()).component().body() instanceof Dag);
    Instant ordered = task.attemptAt();
    if (leaf && ordered != null) {
      lineage.add(
          new TaskLineage(
              task.path(),
              spec(task.path()).name(),
              task.attempt(),
              task.state(),
              ordered,
              now,
              task.inputs(),
              task.outputs(),
              metrics));
    }
  }

  private void put(Task task, @Nullable String reason) {
    RuntimeState before = find(task.path()).map(Task::state).orElse(null);
    changed.put(task.path(), task);
    transitions.add(new Transition(task.path(), task.attempt(), before, task.state(), reason, now));
  }

  private void runState(RuntimeState to, @Nullable String reason) {
    transitions.add(new Transition(null, 0, run.state(), to, reason, now));
  }

  private boolean untouched(String graph, String key) {
    Task task = task(graph, key);
    return task.state() == RuntimeState.PENDING && task.attempt() == 0;
  }

  private boolean isFinal(String graph, String key) {
    return task(graph, key).state().isFinal();
  }

  private Task task(String graph, String key) {
    return current(Task.path(graph, key));
  }

  private Task current(String path) {
    return find(path).orElseThrow(() -> new IllegalStateException("no task " + path));
  }

  private Optional<Task> find(String path) {
    Task task = changed.get(path);
    return Optional.ofNullable(task == null ? snapshot.tasks().get(path) : task);
  }

  private Values graphInputs(String graph) {
    return graph.isEmpty() ? new Values(run.parameters(), Map.of()) : current(graph).inputs();
  }

  private TaskSpec spec(String path) {
    return snapshot.pipeline().task(path);
  }

  private Dag dag(String graph) {
    return graph.isEmpty() ? snapshot.pipeline().dag() : (Dag) spec(graph).component().body();
  }
}
