package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.MetadataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Breadth-first walk over lineage, with limits: one call to the source per hop and direction
 * whatever the width, then one for the nodes. Used once, by one thread.
 */
public final class LineageWalk {
  /** Most hops that may be asked for; a hop is one edge. */
  public static final int MAX_HOPS = 100;

  /** Most nodes in a graph. */
  public static final int MAX_NODES = 2_000;

  /** Most edges in a graph. */
  public static final int MAX_EDGES = 10_000;

  private final EdgeSource source;
  private final int maxNodes;
  private final int maxEdges;
  private final Set<UUID> nodes = new LinkedHashSet<>();
  private final Set<LineageEdge> edges = new LinkedHashSet<>();
  private boolean truncated;

  LineageWalk(EdgeSource source, int maxNodes, int maxEdges) {
    this.source = source;
    this.maxNodes = maxNodes;
    this.maxEdges = maxEdges;
  }

  /**
   * Walks from a root.
   *
   * @param walks the directions; with both, the graph is what the root was made from and what was
   *     made from it, and not what else was made from the former
   * @param maxHops how far, from 0 to {@link #MAX_HOPS}
   * @return the graph, or empty if the source does not have the root
   * @throws MetadataException with BAD_INPUT if maxHops is out of range
   */
  public static Optional<LineageGraph> from(
      UUID root, EdgeSource source, Set<Walk> walks, int maxHops) {
    return new LineageWalk(source, MAX_NODES, MAX_EDGES).run(root, walks, maxHops);
  }

  /** Walks in one direction. */
  public static Optional<LineageGraph> from(UUID root, EdgeSource source, Walk walk, int maxHops) {
    return from(root, source, Set.of(walk), maxHops);
  }

  Optional<LineageGraph> run(UUID root, Set<Walk> walks, int maxHops) {
    if (maxHops < 0 || maxHops > MAX_HOPS) {
      throw MetadataException.badInput("maxHops must be from 0 to " + MAX_HOPS + ": " + maxHops);
    }
    if (source.nodes(List.of(root)).isEmpty()) {
      return Optional.empty();
    }
    nodes.add(root);
    List<Way> ways = walks.stream().sorted().map(walk -> new Way(walk, root)).toList();
    for (int hop = 0; hop < maxHops && ways.stream().anyMatch(Way::goesOn); hop++) {
      ways.forEach(Way::expand);
    }
    truncated |= ways.stream().anyMatch(Way::leadsOn);
    return Optional.of(new LineageGraph(root, orderedNodes(), new ArrayList<>(edges), truncated));
  }

  private List<LineageNode> orderedNodes() {
    Map<UUID, LineageNode> byId = new LinkedHashMap<>();
    source.nodes(nodes).forEach(node -> byId.put(node.id(), node));
    return nodes.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** One direction: it knows where it has been, as both may meet in a cycle. */
  private final class Way {
    private final Walk walk;
    private final Set<UUID> seen = new LinkedHashSet<>();
    private Set<UUID> frontier;

    Way(Walk walk, UUID root) {
      this.walk = walk;
      this.frontier = Set.of(root);
      seen.add(root);
    }

    boolean goesOn() {
      return !frontier.isEmpty();
    }

    void expand() {
      Set<UUID> next = new LinkedHashSet<>();
      if (goesOn()) {
        // Known edges may come again; one more than fits tells "exactly full" from "too many".
        for (LineageEdge edge : source.edges(frontier, walk, maxEdges + 1)) {
          List<UUID> ends = edge.ends(walk).stream().filter(end -> !seen.contains(end)).toList();
          if (add(edge, ends)) {
            seen.addAll(ends);
            next.addAll(ends);
          }
        }
      }
      frontier = next;
    }

    /** Whether something follows that the graph does not have. */
    boolean leadsOn() {
      return goesOn()
          && source.edges(frontier, walk, edges.size() + 1).stream()
              .anyMatch(edge -> !edges.contains(edge));
    }
  }

  private boolean add(LineageEdge edge, List<UUID> ends) {
    long added = ends.stream().filter(end -> !nodes.contains(end)).count();
    boolean fits =
        nodes.size() + added <= maxNodes && (edges.contains(edge) || edges.size() < maxEdges);
    if (fits) {
      edges.add(edge);
      nodes.addAll(ends);
    } else {
      truncated = true;
    }
    return fits;
  }
}
