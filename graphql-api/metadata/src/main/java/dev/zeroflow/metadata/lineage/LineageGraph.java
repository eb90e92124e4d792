package dev.zeroflow.metadata.lineage;

import java.util.List;
import java.util.UUID;

/**
 * What was found around a root.
 *
 * @param nodes the root first, then by distance
 * @param edges each once; both ends are among the nodes
 * @param truncated whether a limit kept something out
 */
public record LineageGraph(
    UUID root, List<LineageNode> nodes, List<LineageEdge> edges, boolean truncated) {
  public LineageGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
