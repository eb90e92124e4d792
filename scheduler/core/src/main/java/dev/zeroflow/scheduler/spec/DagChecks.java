package dev.zeroflow.scheduler.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks that every reference inside a graph leads somewhere, and puts its tasks into an order that
 * respects them.
 */
final class DagChecks {
  private final SpecNode node;
  private final Interface given;
  private final Map<String, TaskSpec> tasks;
  private final Map<String, List<Dag.Output>> outputs;

  DagChecks(
      SpecNode node,
      Interface given,
      Map<String, TaskSpec> tasks,
      Map<String, List<Dag.Output>> outputs) {
    this.node = node;
    this.given = given;
    this.tasks = tasks;
    this.outputs = outputs;
  }

  Dag ordered() {
    tasks.values().forEach(this::checkTask);
    outputs.forEach((name, all) -> checkGraphOutput(node.path() + ".outputs." + name, all));
    return new Dag(sorted(), downstream(), outputs);
  }

  private void checkTask(TaskSpec task) {
    String path = node.path() + ".tasks." + task.key();
    for (String key : task.upstream()) {
      if (!tasks.containsKey(key)) {
        throw InvalidPipelineException.badSpec(path, "waits for the unknown task " + key);
      }
    }
    task.inputs().forEach((name, source) -> checkSource(path + ".inputs." + name, source));
    Interface declared = task.component().inputs();
    task.inputs().keySet().stream()
        .filter(name -> declares(declared, name))
        .forEach(name -> checkGraphHas(path + ".inputs." + name, task.inputs().get(name)));
    checkGiven(path, task);
    checkCondition(path, task);
  }

  private void checkSource(String path, InputSource source) {
    switch (source) {
      case InputSource.TaskParameter from -> checkParameter(path, from.task(), from.output());
      case InputSource.TaskArtifact from -> checkArtifact(path, from.task(), from.output());
      case InputSource.Constant ignored -> {}
      case InputSource.GraphParameter ignored -> {}
      case InputSource.GraphArtifact ignored -> {}
      case InputSource.FinalStatus ignored -> {}
      case InputSource.Member member -> checkSource(path, member.of());
    }
  }

  /**
   * Only for inputs that the task declares: for others, the compiler names parameters of graphs
   * further out, and nothing reads them.
   */
  private void checkGraphHas(String path, @Nullable InputSource source) {
    String missing =
        switch (source) {
          case InputSource.GraphParameter from when !given.parameters().containsKey(from.name()) ->
              from.name();
          case InputSource.GraphArtifact from when !given.artifacts().containsKey(from.name()) ->
              from.name();
          case null, default -> null;
        };
    if (missing != null) {
      throw InvalidPipelineException.badSpec(path, "the graph has no input " + missing);
    }
  }

  private static boolean declares(Interface inputs, String name) {
    return inputs.parameters().containsKey(name) || inputs.artifacts().containsKey(name);
  }

  private void checkGraphOutput(String path, List<Dag.Output> candidates) {
    for (Dag.Output from : candidates) {
      if (!declares(producer(path, from.task()).component().outputs(), from.output())) {
        throw InvalidPipelineException.badSpec(
            path, "task %s has no output %s".formatted(from.task(), from.output()));
      }
    }
  }

  private void checkParameter(String path, String task, String output) {
    if (!producer(path, task).component().outputs().parameters().containsKey(output)) {
      throw InvalidPipelineException.badSpec(
          path, "task %s has no output parameter %s".formatted(task, output));
    }
  }

  private void checkArtifact(String path, String task, String output) {
    if (!producer(path, task).component().outputs().artifacts().containsKey(output)) {
      throw InvalidPipelineException.badSpec(
          path, "task %s has no output artifact %s".formatted(task, output));
    }
  }

  private TaskSpec producer(String path, String task) {
    TaskSpec producer = tasks.get(task);
    if (producer == null) {
      throw InvalidPipelineException.badSpec(path, "unknown task " + task);
    }
    return producer;
  }

  private static void checkCondition(String path, TaskSpec task) {
    if (task.condition() == null) {
      return;
    }
    for (String name : task.condition().references()) {
      if (!task.inputs().containsKey(name)
          && !task.component().inputs().parameters().containsKey(name)) {
        throw InvalidPipelineException.badSpec(
            path, "its condition reads %s, which is not given".formatted(name));
      }
    }
  }

  /** Inputs without a source must be optional. */
  private static void checkGiven(String path, TaskSpec task) {
    Interface declared = task.component().inputs();
    declared.parameters().forEach((name, def) -> checkGiven(path, task, name, def.optional()));
    declared.artifacts().forEach((name, def) -> checkGiven(path, task, name, def.optional()));
  }

  private static void checkGiven(String path, TaskSpec task, String input, boolean optional) {
    if (!optional && !task.inputs().containsKey(input)) {
      throw InvalidPipelineException.badSpec(path, "the required input " + input + " is not given");
    }
  }

  /** Kahn's algorithm; what is left over lies on a cycle or behind one. */
  private Map<String, TaskSpec> sorted() {
    Map<String, Integer> waiting = new HashMap<>();
    var ready = new ArrayDeque<TaskSpec>();
    for (TaskSpec task : tasks.values()) {
      waiting.put(task.key(), task.upstream().size());
      if (task.upstream().isEmpty()) {
        ready.add(task);
      }
    }
    Map<String, List<String>> downstream = downstream();
    Map<String, TaskSpec> sorted = new LinkedHashMap<>();
    while (!ready.isEmpty()) {
      TaskSpec task = ready.remove();
      sorted.put(task.key(), task);
      for (String next : downstream.getOrDefault(task.key(), List.of())) {
        TaskSpec waiter = tasks.get(next);
        if (waiter != null && waiting.merge(next, -1, Integer::sum) == 0) {
          ready.add(waiter);
        }
      }
    }
    if (sorted.size() < tasks.size()) {
      Set<String> rest = new TreeSet<>(tasks.keySet());
      rest.removeAll(sorted.keySet());
      throw node.bad("tasks wait for each other in a cycle: " + String.join(", ", rest));
    }
    return sorted;
  }

  private Map<String, List<String>> downstream() {
    Map<String, List<String>> downstream = new LinkedHashMap<>();
    tasks.keySet().forEach(key -> downstream.put(key, new ArrayList<>()));
    tasks
        .values()
        .forEach(task -> task.upstream().forEach(key -> add(downstream, key, task.key())));
    return downstream;
  }

  private static void add(Map<String, List<String>> downstream, String key, String waiter) {
    downstream.computeIfAbsent(key, k -> new ArrayList<>()).add(waiter);
  }
}
