package dev.zeroflow.scheduler.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the tasks of a graph into an order in which each stands after those that it waits for. */
final class DagOrder {
  private final SpecNode node;
  private final Map<String, TaskSpec> tasks;
  private final Map<String, List<String>> downstream = new LinkedHashMap<>();

  /** All tasks that any of them waits for must be among them. */
  DagOrder(SpecNode node, Map<String, TaskSpec> tasks) {
    this.node = node;
    this.tasks = tasks;
    tasks.keySet().forEach(key -> downstream.put(key, new ArrayList<>()));
    tasks.values().forEach(task -> task.upstream().forEach(key -> add(key, task.key())));
  }

  private void add(String key, String waiter) {
    downstream.computeIfAbsent(key, k -> new ArrayList<>()).add(waiter);
  }

  /** For each task, those that wait for it. */
  Map<String, List<String>> downstream() {
    return downstream;
  }

  /** Kahn's algorithm; what is left over lies on a cycle or behind one. */
  Map<String, TaskSpec> sorted() {
    Map<String, Integer> waiting = new HashMap<>();
    var ready = new ArrayDeque<TaskSpec>();
    for (TaskSpec task : tasks.values()) {
      waiting.put(task.key(), task.upstream().size());
      if (task.upstream().isEmpty()) {
        ready.add(task);
      }
    }
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
    requireAll(sorted);
    return sorted;
  }

  private void requireAll(Map<String, TaskSpec> sorted) {
    if (sorted.size() < tasks.size()) {
      Set<String> rest = new TreeSet<>(tasks.keySet());
      rest.removeAll(sorted.keySet());
      throw node.bad("tasks wait for each other in a cycle: " + String.join(", ", rest));
    }
  }
}
