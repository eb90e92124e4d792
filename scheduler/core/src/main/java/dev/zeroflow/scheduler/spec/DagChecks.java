package dev.zeroflow.scheduler.spec;

import java.util.List;
import java.util.Map;

/** Checks that every reference inside a graph leads somewhere. */
final class DagChecks {
  /** What a group without content mostly comes from. */
  static final String EMPTIED =
      "; the compiler empties groups when a pipeline and one that it uses have conditions or loops"
          + " of the same name";

  private final SpecNode node;
  private final Interface given;
  private final Map<String, TaskSpec> tasks;
  private final GraphReads reads;

  /**
   * @param node the graph in the document
   * @param given declared inputs of the component that it is the body of
   * @param tasks its tasks by key
   */
  DagChecks(SpecNode node, Interface given, Map<String, TaskSpec> tasks, GraphReads reads) {
    this.node = node;
    this.given = given;
    this.tasks = tasks;
    this.reads = reads;
  }

  Dag checked(GraphOutputs outputs) {
    if (tasks.isEmpty()) {
      throw node.bad("has no tasks" + EMPTIED);
    }
    if (tasks.values().stream().allMatch(task -> task.trigger() == Trigger.ALL_COMPLETED)) {
      throw node.bad("has only tasks that wait for others to complete, none that does the work");
    }
    tasks.values().forEach(this::checkTask);
    checkOutputs(outputs);
    var order = new DagOrder(node, tasks);
    return new Dag(order.sorted(), order.downstream(), outputs.all());
  }

  private void checkTask(TaskSpec task) {
    String path = node.path() + ".tasks." + task.key();
    for (String key : task.upstream()) {
      if (!tasks.containsKey(key)) {
        throw InvalidPipelineException.badSpec(path, "waits for the unknown task " + key);
      }
    }
    task.inputs().forEach((name, source) -> checkSource(path, task, name, source));
    new TaskChecks(path, task).check();
  }

  private void checkSource(String path, TaskSpec task, String name, InputSource source) {
    String at = path + ".inputs." + (source.isArtifact() ? "artifacts." : "parameters.") + name;
    switch (source) {
      case InputSource.TaskParameter from -> checkParameter(at, from.task(), from.output());
      case InputSource.TaskArtifact from -> checkArtifact(at, from.task(), from.output());
      case InputSource.GraphParameter from ->
          checkGraphHas(at, task, name, from.name(), given.parameters());
      case InputSource.GraphArtifact from ->
          checkGraphHas(at, task, name, from.name(), given.artifacts());
      case InputSource.Member member -> checkSource(path, task, name, member.of());
      case InputSource.Constant ignored -> {}
      case InputSource.FinalStatus ignored -> {}
    }
  }

  /**
   * Only for inputs that the task declares and reads: for others, the compiler names parameters of
   * graphs further out, or none.
   */
  private void checkGraphHas(
      String path, TaskSpec task, String name, String from, Map<String, ?> inputs) {
    if (!inputs.containsKey(from)
        && task.component().inputs().declares(name)
        && reads.reads(task.component(), name)) {
      throw InvalidPipelineException.badSpec(path, "the graph has no input " + from);
    }
  }

  private void checkOutputs(GraphOutputs outputs) {
    String path = node.path() + ".outputs.";
    outputs
        .parameters()
        .forEach((name, all) -> all.forEach(it -> checkOutput(path + "parameters." + name, it)));
    outputs.artifacts().forEach((name, all) -> checkSelectors(path + "artifacts." + name, all));
  }

  private void checkOutput(String path, Dag.Output from) {
    checkParameter(path, from.task(), from.output());
  }

  private void checkSelectors(String path, List<Dag.Output> candidates) {
    candidates.forEach(from -> checkArtifact(path, from.task(), from.output()));
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
}
