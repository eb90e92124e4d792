package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.lineage.LineageChange.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What the tasks of one history were told, read and wrote, by slot. */
final class LineageChanges {
  private record Key(String taskId, What what, String slot) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::taskId).thenComparing(Key::what).thenComparing(Key::slot);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<UUID, LineageNode> nodes = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();
  private final Map<Key, SortedSet<String>> values = new TreeMap<>();

  /**
   * @param parameters by name, of executions
   */
  LineageChanges(LineageGraph graph, Map<UUID, Map<String, String>> parameters) {
    for (LineageNode node : graph.nodes()) {
      nodes.put(node.id(), node);
      if (node.taskId() != null) {
        tasks.add(node.taskId());
      }
      parameters
          .getOrDefault(node.id(), Map.of())
          .forEach((name, value) -> add(node, What.PARAMETER, name, value));
    }
    graph.edges().forEach(this::add);
  }

  private void add(LineageEdge edge) {
    switch (edge.role()) {
      case INPUT -> add(edge, What.INPUT, edge.to());
      case OUTPUT -> add(edge, What.OUTPUT, edge.from());
      case REGISTERED, SERVED, SAME_CONTENT, SAME_ADDRESS -> {}
    }
  }

  private void add(LineageEdge edge, What what, UUID execution) {
    LineageNode task = nodes.get(execution);
    LineageNode artifact = nodes.get(edge.beyond(execution));
    if (task != null && artifact != null && edge.slot() != null) {
      add(task, what, edge.slot(), content(artifact));
    }
  }

  private static String content(LineageNode artifact) {
    String digest = artifact.digest();
    String uri = artifact.uri();
    return digest != null && !digest.isEmpty() ? digest : uri == null ? "" : uri;
  }

  private void add(LineageNode task, What what, String slot, String value) {
    if (task.taskId() != null) {
      values.computeIfAbsent(new Key(task.taskId(), what, slot), key -> new TreeSet<>()).add(value);
    }
  }

  /** The slots whose values differ, of tasks that both have. */
  static List<LineageChange> between(LineageChanges a, LineageChanges b) {
    Set<Key> keys = new TreeSet<>(a.values.keySet());
    keys.addAll(b.values.keySet());
    List<LineageChange> changes = new ArrayList<>();
    for (Key key : keys) {
      SortedSet<String> first = a.values.getOrDefault(key, new TreeSet<>());
      SortedSet<String> second = b.values.getOrDefault(key, new TreeSet<>());
      boolean known = a.tasks.contains(key.taskId()) && b.tasks.contains(key.taskId());
      if (known && !first.equals(second)) {
        changes.add(
            new LineageChange(
                key.what(), key.taskId(), key.slot(), List.copyOf(first), List.copyOf(second)));
      }
    }
    return changes;
  }
}
