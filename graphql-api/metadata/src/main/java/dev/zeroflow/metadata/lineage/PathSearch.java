package dev.zeroflow.metadata.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the shortest paths to the root of an upstream graph. Of the beginnings of paths, the
 * one that may become the shortest is continued first, so that paths are found in order. Used once.
 */
final class PathSearch {
  /** Most beginnings of paths that are looked at. */
  private static final int MAX_STEPS = 20_000;

  /**
   * The beginning of a path.
   *
   * @param least hops of the shortest path that it may become
   * @param age orders what is equally short
   */
  private record Beginning(
      UUID node,
      @Nullable LineageEdge step,
      @Nullable Beginning before,
      int hops,
      int least,
      int age) {
    boolean has(UUID other) {
      for (Beginning it = this; it != null; it = it.before) {
        if (it.node.equals(other)) {
          return true;
        }
      }
      return false;
    }
  }

  private final LineageGraph graph;
  private final UUID to;
  private final int maxPaths;
  private final int maxHops;
  private final Map<UUID, Map<UUID, LineageEdge>> onward = new HashMap<>();
  private final Map<UUID, List<UUID>> back = new HashMap<>();
  private final Map<UUID, Integer> rest = new HashMap<>();
  private final PriorityQueue<Beginning> waiting =
      new PriorityQueue<>(
          Comparator.comparingInt(Beginning::least).thenComparingInt(Beginning::age));
  private int steps;
  private boolean tooLong;

  PathSearch(LineageGraph graph, UUID to, int maxPaths, int maxHops) {
    this.graph = graph;
    this.to = to;
    this.maxPaths = maxPaths;
    this.maxHops = maxHops;
    for (LineageEdge edge : graph.edges()) {
      link(edge.from(), edge.to(), edge);
      if (edge.role().isJoin()) {
        link(edge.to(), edge.from(), edge);
      }
    }
    measure();
  }

  private void link(UUID from, UUID next, LineageEdge edge) {
    if (onward.computeIfAbsent(from, id -> new LinkedHashMap<>()).putIfAbsent(next, edge) == null) {
      back.computeIfAbsent(next, id -> new ArrayList<>()).add(from);
    }
  }

  /** Least hops from every node to the end. */
  private void measure() {
    List<UUID> reached = new ArrayList<>(List.of(to));
    rest.put(to, 0);
    for (int i = 0; i < reached.size(); i++) {
      int hops = rest.getOrDefault(reached.get(i), 0) + 1;
      for (UUID before : back.getOrDefault(reached.get(i), List.of())) {
        if (rest.putIfAbsent(before, hops) == null) {
          reached.add(before);
        }
      }
    }
  }

  LineagePaths from(UUID from) {
    List<LineagePath> found = new ArrayList<>();
    offer(from, null, null);
    while (!waiting.isEmpty() && found.size() < maxPaths && steps < MAX_STEPS) {
      Beginning next = waiting.remove();
      if (next.node().equals(to)) {
        found.add(path(next));
      } else {
        onward.getOrDefault(next.node(), Map.of()).forEach((node, step) -> offer(node, step, next));
      }
    }
    return new LineagePaths(found, graph.truncated() || tooLong || !waiting.isEmpty());
  }

  private void offer(UUID node, @Nullable LineageEdge step, @Nullable Beginning before) {
    Integer toGo = rest.get(node);
    if (toGo == null || (before != null && before.has(node))) {
      return;
    }
    int hops = before == null ? 0 : before.hops() + 1;
    if (hops + toGo > maxHops) {
      tooLong = true;
    } else {
      waiting.add(new Beginning(node, step, before, hops, hops + toGo, steps++));
    }
  }

  private LineagePath path(Beginning end) {
    Map<UUID, LineageNode> nodes = new HashMap<>();
    graph.nodes().forEach(node -> nodes.put(node.id(), node));
    List<LineageNode> onPath = new ArrayList<>();
    List<LineageEdge> edges = new ArrayList<>();
    for (Beginning it = end; it != null; it = it.before()) {
      LineageNode node = nodes.get(it.node());
      if (node != null) {
        onPath.addFirst(node);
      }
      if (it.step() != null) {
        edges.addFirst(it.step());
      }
    }
    return new LineagePath(onPath, edges);
  }
}
