package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.Interface;
import dev.zeroflow.scheduler.spec.JsonText;
import dev.zeroflow.scheduler.spec.JsonValues;
import dev.zeroflow.scheduler.spec.Loop;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs the iterations of loops, as many at once as the loop allows. */
final class Loops {
  private final Draft draft;
  private final Flow flow;

  Loops(Draft draft, Flow flow) {
    this.draft = draft;
    this.flow = flow;
  }

  /** Begins a loop whose inputs are known. */
  void begin(Task task, TaskSpec spec, Loop loop) {
    List<Values> items;
    try {
      items = items(loop, task.inputs());
      checkSize(task.path(), spec, items.size());
    } catch (IllegalArgumentException e) {
      String message = "loop over %s".formatted(e.getMessage());
      flow.fail(task, new TaskError("BAD_ITEMS", ErrorCategory.USER, message, null), null);
      return;
    }
    draft.put(task.running(draft.now()), null);
    for (int i = 0; i < items.size(); i++) {
      iteration(Task.path(task.path(), Integer.toString(i)), items.get(i));
    }
    forget(task.path(), items.size());
    draft.open(task.path(), items.size());
    draft.loop(task.path(), LoopProgress.NONE);
    if (items.isEmpty()) {
      finish(task.path(), spec);
    } else {
      beginMore(task.path(), spec);
    }
  }

  private void iteration(String path, Values item) {
    Task before = draft.find(path);
    Task fresh = before == null ? Task.pending(path, draft.state().tasks().size()) : before.reset();
    draft.put(fresh.given(item), null);
  }

  /** Iterations of an earlier try that had more items. */
  private void forget(String path, int from) {
    for (int i = from; ; i++) {
      Task task = draft.find(Task.path(path, Integer.toString(i)));
      if (task == null) {
        return;
      }
      draft.put(task.reset(), null);
      draft.put(task.reset().skipped(draft.now()), "there is no such item any more");
    }
  }

  /** Begins waiting iterations while there is room for more. */
  void beginMore(String path, TaskSpec spec) {
    int limit = spec.loop() == null ? 0 : spec.loop().parallelism();
    LoopProgress progress = draft.state().loops().getOrDefault(path, LoopProgress.NONE);
    int running = progress.running();
    int next = progress.next();
    List<Task> begun = new ArrayList<>();
    while (limit == 0 || running < limit) {
      Task iteration = draft.find(Task.path(path, Integer.toString(next)));
      if (iteration == null) {
        break;
      }
      next++;
      if (iteration.isUntouched()) {
        running++;
        begun.add(iteration);
      }
    }
    draft.loop(path, new LoopProgress(running, next));
    begun.forEach(it -> begin(it, spec));
  }

  private void begin(Task iteration, TaskSpec spec) {
    if (iteration.attemptAt() == null) {
      flow.readyBody(iteration.ready(iteration.inputs(), draft.now()), spec);
    } else {
      draft.put(iteration.running(draft.now()), "opened again");
      new Reruns(draft, flow).open(iteration.path());
    }
  }

  /** Follows the end of an iteration. */
  void iterationEnded(String path) {
    String parent = Task.parent(path);
    TaskSpec spec = draft.place(parent).spec();
    LoopProgress progress = draft.state().loops().getOrDefault(parent, LoopProgress.NONE);
    if (draft.task(path).readyAt() != null) {
      draft.loop(parent, new LoopProgress(progress.running() - 1, progress.next()));
    }
    if (draft.addOpen(parent, -1) == 0) {
      finish(parent, spec);
    } else if (draft.run().state() != RuntimeState.CANCELING) {
      beginMore(parent, spec);
    }
  }

  private void finish(String path, TaskSpec spec) {
    List<Task> iterations = iterations(path);
    Interface outputs = spec.component().outputs();
    flow.finish(
        path,
        iterations.stream().map(Task::path).toList(),
        () ->
            GraphOutputs.collected(
                iterations, outputs.parameters().keySet(), outputs.artifacts().keySet()));
  }

  private List<Task> iterations(String path) {
    var iterations = new ArrayList<Task>();
    for (int i = 0; ; i++) {
      Task task = draft.find(Task.path(path, Integer.toString(i)));
      if (task == null) {
        return iterations;
      }
      iterations.add(task);
    }
  }

  /** Tasks of an earlier try, which take no more room when they begin again. */
  private long below(String path) {
    return draft.state().tasks().keySet().stream().filter(it -> it.startsWith(path + "/")).count();
  }

  private void checkSize(String path, TaskSpec spec, int items) {
    long others = draft.state().tasks().size();
    long own = items * (1 + spec.component().tasks());
    if (others + own > PipelineSpec.MAX_TASKS
        && others - below(path) + own > PipelineSpec.MAX_TASKS) {
      throw new IllegalArgumentException(
          "%,d items: a run has at most %,d tasks".formatted(items, PipelineSpec.MAX_TASKS));
    }
  }

  /** The input of each iteration that holds its item. */
  private static List<Values> items(Loop loop, Values inputs) {
    return switch (loop.items()) {
      case Loop.Items.Literal literal -> parameters(loop, literal.values());
      case Loop.Items.Parameter parameter ->
          parameters(loop, list(inputs.parameters().get(parameter.input())));
      case Loop.Items.Artifacts artifacts ->
          inputs.artifacts().getOrDefault(artifacts.input(), List.of()).stream()
              .map(ref -> new Values(Map.of(), Map.of(loop.itemInput(), List.of(ref))))
              .toList();
    };
  }

  private static List<Values> parameters(Loop loop, List<? extends @Nullable Object> items) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Values(one(loop.itemInput(), items.get(i)), Map.of()))
        .toList();
  }

  private static Map<String, @Nullable Object> one(String name, @Nullable Object value) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put(name, value);
    return map;
  }

  private static List<?> list(@Nullable Object value) {
    Object parsed = value instanceof String text ? JsonText.collection(text).orElse(text) : value;
    if (parsed instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(
        "something that is not a list: " + JsonValues.excerpt(value));
  }
}
