package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.InputResolver.UnresolvedException;
import dev.zeroflow.scheduler.spec.Condition;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.RetryPolicy;
import dev.zeroflow.scheduler.spec.TaskSpec;
import dev.zeroflow.scheduler.spec.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the end of one task leads to the start of others, and to the end of what they lie in. */
final class Flow {
  private final Draft draft;
  private final Loops loops;

  Flow(Draft draft) {
    this.draft = draft;
    this.loops = new Loops(draft, this);
  }

  /** Follows each end to whatever it makes ready, until nothing is left to follow. */
  void drain() {
    for (String path = draft.pollEnded(); path != null; path = draft.pollEnded()) {
      if (draft.place(path).isIteration()) {
        loops.iterationEnded(path);
      } else {
        follow(path);
      }
    }
  }

  /** Begins the tasks of a graph; those of an earlier try begin again. */
  void begin(String graph, Dag dag) {
    for (TaskSpec spec : dag.tasks().values()) {
      String path = Task.path(graph, spec.key());
      Task before = draft.find(path);
      draft.put(
          before == null ? Task.pending(path, draft.state().tasks().size()) : before.reset(), null);
      draft.waitFor(path, spec.upstream().size());
    }
    draft.open(graph, dag.tasks().size());
    dag.tasks().values().stream()
        .filter(spec -> spec.upstream().isEmpty())
        .forEach(spec -> activate(graph, spec));
  }

  private void follow(String path) {
    String graph = Task.parent(path);
    Dag dag = draft.state().dag(graph);
    for (String key : dag.after(Task.key(path))) {
      String next = Task.path(graph, key);
      if (draft.waitLess(next) == 0 && draft.task(next).isUntouched()) {
        activate(graph, dag.task(key));
      }
    }
    if (draft.addOpen(graph, -1) == 0) {
      finish(graph, dag);
    }
  }

  /** Starts, skips or fails a task whose upstream tasks have all ended. */
  void activate(String graph, TaskSpec spec) {
    Task task = draft.task(Task.path(graph, spec.key()));
    Optional<String> missing = missing(graph, spec);
    if (missing.isPresent()) {
      String up = missing.get();
      skip(task, "task %s was %s".formatted(up, draft.task(Task.path(graph, up)).state()));
      return;
    }
    try {
      Values inputs = new InputResolver(new Surroundings(draft.state(), graph)).resolve(spec);
      if (holds(spec.condition(), inputs)) {
        ready(task.ready(inputs, draft.now()), spec);
      } else {
        skip(task, "its condition is false");
      }
    } catch (UnresolvedException e) {
      fail(task, e.error, null);
    }
  }

  private Optional<String> missing(String graph, TaskSpec spec) {
    return spec.trigger() == Trigger.ALL_COMPLETED
        ? Optional.empty()
        : spec.upstream().stream()
            .filter(up -> draft.task(Task.path(graph, up)).state() != RuntimeState.SUCCEEDED)
            .findFirst();
  }

  private static boolean holds(@Nullable Condition condition, Values inputs) {
    try {
      return condition == null || condition.holds(inputs.parameters());
    } catch (IllegalArgumentException e) {
      throw new UnresolvedException("of the condition", String.valueOf(e.getMessage()));
    }
  }

  private void ready(Task task, TaskSpec spec) {
    if (spec.loop() != null) {
      loops.begin(task, spec, spec.loop());
    } else {
      readyBody(task, spec);
    }
  }

  /** What is executed for a task, or for an iteration of a loop. */
  void readyBody(Task task, TaskSpec spec) {
    if (spec.component().body() instanceof Dag dag) {
      draft.put(task.running(draft.now()), null);
      begin(task.path(), dag);
    } else {
      draft.put(task, null);
      release(task, spec);
    }
  }

  /** Orders what comes next for a ready leaf, unless the run is paused. */
  void release(Task task, TaskSpec spec) {
    if (draft.run().state() == RuntimeState.PAUSED) {
      return;
    }
    switch (spec.component().body()) {
      case Executor.Importer ignored -> start(task, null);
      case Executor.Container ignored -> {
        boolean ask = task.cache() == null && mayReuse(task, spec);
        draft.command(ask ? new Command.LookUp(task.path()) : new Command.Enqueue(task.path()));
      }
      case Dag ignored -> throw new IllegalStateException(task.path() + " is not a leaf");
    }
  }

  /** Only the first attempt: what has failed once would be looked up in vain. */
  private boolean mayReuse(Task task, TaskSpec spec) {
    return spec.caching().enabled()
        && draft.run().options().caching()
        && task.failures() + task.losses() == 0;
  }

  /** Whether the task waits for nothing but a slot. */
  boolean waitsForSlot(Task task, TaskSpec spec) {
    return task.isReady() && (task.cache() != null || !mayReuse(task, spec));
  }

  /** Orders the next attempt of a leaf. */
  void start(Task task, @Nullable String reason) {
    Task running = task.running(draft.now());
    draft.put(running, reason);
    boolean importer =
        draft.place(task.path()).spec().component().body() instanceof Executor.Importer;
    draft.command(
        importer
            ? new Command.Import(running.path(), running.attempt())
            : new Command.Invoke(running.path(), running.attempt()));
  }

  void skip(Task task, String reason) {
    draft.end(task.skipped(draft.now()), List.of(), reason);
  }

  void cancel(Task task, String reason) {
    draft.end(task.canceled(draft.now()), List.of(), reason);
  }

  void succeed(Task task, Values outputs, List<MetricValue> metrics, AttemptFigures figures) {
    draft.end(task.succeeded(outputs, draft.now(), figures), metrics, null);
  }

  void fail(Task task, TaskError error, @Nullable AttemptFigures figures) {
    draft.end(task.failed(error, draft.now(), figures), List.of(), error.message());
  }

  void retryLater(
      Task task, TaskError error, boolean lost, Duration delay, @Nullable AttemptFigures figures) {
    Task waiting = task.waiting(error, lost, draft.now().plus(delay), figures);
    draft.put(waiting, "retry in %d ms: %s".formatted(delay.toMillis(), error.message()));
    draft.command(new Command.WakeAt(task.path(), task.attempt(), draft.now().plus(delay)));
  }

  /** All tasks of a graph have ended: so has what stands for it. */
  private void finish(String graph, Dag dag) {
    List<String> children =
        dag.tasks().keySet().stream().map(key -> Task.path(graph, key)).toList();
    if (graph.isEmpty()) {
      new RunEnd(draft).finish(children);
    } else {
      finish(graph, children, () -> GraphOutputs.of(draft.state(), graph, dag));
    }
  }

  /** Ends a graph or a loop as its children ended. */
  void finish(String path, List<String> children, Supplier<Values> outputs) {
    Task task = draft.task(path);
    if (task.state().isFinal()) {
      return;
    }
    Optional<Task> failed = first(children, RuntimeState.FAILED);
    if (failed.isPresent()) {
      failOrRetry(task, because(failed.get()));
    } else if (draft.run().state() == RuntimeState.CANCELING) {
      cancel(task, "the run is being ended");
    } else {
      succeed(task, outputs.get(), List.of(), AttemptFigures.NONE);
    }
  }

  /**
   * A graph, or a loop over one, is tried again as a whole; the iterations of a loop over a leaf
   * are tried again one by one.
   */
  private void failOrRetry(Task task, TaskError error) {
    Place place = draft.place(task.path());
    RetryPolicy retry = place.spec().retry();
    boolean again =
        !place.isIteration()
            && place.spec().component().body() instanceof Dag
            && task.failures() < retry.maxRetries()
            && draft.run().state() != RuntimeState.CANCELING;
    if (again) {
      retryLater(task, error, false, retry.waitAfter(task.failures() + 1), AttemptFigures.NONE);
    } else if (task.state() == RuntimeState.CANCELING) {
      cancel(task, error.message());
    } else {
      fail(task, error, AttemptFigures.NONE);
    }
  }

  private Optional<Task> first(List<String> paths, RuntimeState state) {
    return paths.stream().map(draft::task).filter(task -> task.state() == state).findFirst();
  }

  private static TaskError because(Task failed) {
    TaskError error = failed.error();
    ErrorCategory category = error == null ? ErrorCategory.INTERNAL : error.category();
    String why = error == null ? "" : ": " + error.message();
    return new TaskError("TASK_FAILED", category, "task " + failed.path() + " failed" + why, null);
  }
}
