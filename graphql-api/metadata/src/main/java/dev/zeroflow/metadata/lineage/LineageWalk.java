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
 * Breadth-first walk over lineage, with limits: one call to the source per hop whatever the width,
 * then one for the nodes. Used once, by one thread.
 */
public final class LineageWalk {
  /** Most hops that may be asked for; a hop is one edge. */
  public static final int MAX_HOPS = 100;

  /** Most nodes in a graph. */
  public static final int MAX_NODES = 2_000;

  /** Most edges in a graph. */
  public static final int MAX_EDGES = 10_000;

  private final EdgeSource source;
  private final Walk walk;
  private final int maxNodes;
  private final int maxEdges;
  private final Set<UUID> seen = new LinkedHashSet<>();
  private final Set<LineageEdge> edges = new LinkedHashSet<>();
  private boolean truncated;

  LineageWalk(EdgeSource source, Walk walk, int maxNodes, int maxEdges) {
    this.source = source;
    this.walk = walk;
    this.maxNodes = maxNodes;
    this.maxEdges = maxEdges;
  }

  /**
   * Walks from a root.
   *
   * @param maxHops how far, from 0 to {@link #MAX_HOPS}
   * @return the graph, or empty if the source does not have the root
   * @throws MetadataException with BAD_INPUT if maxHops is out of range
   */
  public static Optional<LineageGraph> from(UUID root, EdgeSource source, Walk walk, int maxHops) {
    return new LineageWalk(source, walk, MAX_NODES, MAX_EDGES).run(root, maxHops);
  }

  Optional<LineageGraph> run(UUID root, int maxHops) {
    if (maxHops < 0 || maxHops > MAX_HOPS) {
      throw MetadataException.badInput("maxHops must be from 0 to " + MAX_HOPS + ": " + maxHops);
    }
    if (source.nodes(List.of(root)).isEmpty()) {
      return Optional.empty();
    }
    seen.add(root);
    Set<UUID> frontier = Set.of(root);
    for (int hop = 0; hop < maxHops && !frontier.isEmpty(); hop++) {
      frontier = expand(frontier);
    }
    truncated |= !frontier.isEmpty() && leadsOn(frontier);
    return Optional.of(new LineageGraph(root, orderedNodes(), new ArrayList<>(edges), truncated));
  }

  private Set<UUID> expand(Set<UUID> frontier) {
    Set<UUID> next = new LinkedHashSet<>();
    int room = maxEdges - edges.size();
    // One more than there is room for tells "exactly full" from "too many".
    for (LineageEdge edge : source.edges(frontier, walk, room + 1)) {
      UUID end = edge.end(walk);
      boolean isNew = !seen.contains(end);
      if (edges.size() >= maxEdges || (isNew && seen.size() >= maxNodes)) {
        truncated = true;
        continue;
      }
      edges.add(edge);
      if (isNew) {
        seen.add(end);
        next.add(end);
      }
    }
    return next;
  }

  private boolean leadsOn(Set<UUID> frontier) {
    return source.edges(frontier, walk, maxEdges).stream().anyMatch(edge -> !edges.contains(edge));
  }

  private List<LineageNode> orderedNodes() {
    Map<UUID, LineageNode> byId = new LinkedHashMap<>();
    source.nodes(seen).forEach(node -> byId.put(node.id(), node));
    return seen.stream().map(byId::get).filter(Objects::nonNull).toList();
  }
}
