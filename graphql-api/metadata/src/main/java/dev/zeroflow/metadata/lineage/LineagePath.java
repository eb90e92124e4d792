package dev.zeroflow.metadata.lineage;

import java.util.List;

/**
 * A way between two nodes on which no node comes twice.
 *
 * @param nodes in the direction in which data flowed
 * @param edges the steps between them, of several the first one
 */
public record LineagePath(List<LineageNode> nodes, List<LineageEdge> edges) {
  public LineagePath {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
