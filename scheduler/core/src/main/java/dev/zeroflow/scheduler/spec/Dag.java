package dev.zeroflow.scheduler.spec;

import java.util.List;
import java.util.Map;

/**
 * A graph of tasks without cycles.
 *
 * @param tasks by key, in an order in which every task stands after those that it waits for
 * @param downstream for each key, the keys of the tasks that wait for it
 * @param outputs which task output becomes which output of the graph; the first producer that ran
 *     counts
 */
public record Dag(
    Map<String, TaskSpec> tasks,
    Map<String, List<String>> downstream,
    Map<String, List<Output>> outputs)
    implements Component.Body {

  /** An output of a task of the graph. */
  public record Output(String task, String output) {}

  /** Keys of the tasks that wait for the task. */
  public List<String> after(String key) {
    return downstream.getOrDefault(key, List.of());
  }

  /** The task, which must exist. */
  public TaskSpec task(String key) {
    TaskSpec task = tasks.get(key);
    if (task == null) {
      throw new IllegalArgumentException("no task " + key);
    }
    return task;
  }
}
