package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.lineage.LineageNode.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What depends on a root: who to tell when a data set is recalled.
 *
 * @param modelVersions the nearest first
 * @param inferenceServices those that answer with one of them
 * @param truncated whether a limit kept something out
 */
public record LineageImpact(
    List<LineageNode> modelVersions, List<LineageNode> inferenceServices, boolean truncated) {
  public LineageImpact {
    modelVersions = List.copyOf(modelVersions);
    inferenceServices = List.copyOf(inferenceServices);
  }

  /** What was made from the root; empty if the source does not have it. */
  public static Optional<LineageImpact> of(UUID root, EdgeSource source, int maxHops) {
    return LineageWalk.from(root, source, Walk.DOWNSTREAM, maxHops)
        .map(
            graph ->
                new LineageImpact(
                    of(graph, Kind.MODEL_VERSION),
                    of(graph, Kind.INFERENCE_SERVICE),
                    graph.truncated()));
  }

  private static List<LineageNode> of(LineageGraph graph, Kind kind) {
    return graph.nodes().stream().filter(node -> node.kind() == kind).toList();
  }
}
