package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.lineage.LineageNode.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How the histories of two nodes differ.
 *
 * @param onlyA what only the first one was made from, with itself, by distance
 * @param onlyB what only the second one was made from
 * @param shared what both were made from
 * @param changes what tasks that are in both histories did otherwise
 * @param truncated whether a limit kept something out
 */
public record LineageDiff(
    List<LineageNode> onlyA,
    List<LineageNode> onlyB,
    List<LineageNode> shared,
    List<LineageChange> changes,
    boolean truncated) {
  /** Most changes that are told. */
  public static final int MAX_CHANGES = 1_000;

  public LineageDiff {
    onlyA = List.copyOf(onlyA);
    onlyB = List.copyOf(onlyB);
    shared = List.copyOf(shared);
    changes = List.copyOf(changes);
  }

  /** Compares what two nodes were made from; empty if the source does not have one of them. */
  public static Optional<LineageDiff> between(
      UUID a, UUID b, EdgeSource source, ExecutionParameters parameters, int maxHops) {
    return LineageWalk.from(a, source, Walk.UPSTREAM, maxHops)
        .flatMap(
            first ->
                LineageWalk.from(b, source, Walk.UPSTREAM, maxHops)
                    .map(second -> of(first, second, parameters)));
  }

  private static LineageDiff of(LineageGraph a, LineageGraph b, ExecutionParameters parameters) {
    List<LineageNode> onlyA = without(a, b);
    List<LineageNode> onlyB = without(b, a);
    var told = parameters.of(executions(onlyA, onlyB));
    List<LineageChange> changes =
        LineageChanges.between(new LineageChanges(a, told), new LineageChanges(b, told));
    int shown = Math.min(changes.size(), MAX_CHANGES);
    Set<UUID> inB = ids(b.nodes());
    return new LineageDiff(
        onlyA,
        onlyB,
        a.nodes().stream().filter(node -> inB.contains(node.id())).toList(),
        changes.subList(0, shown),
        a.truncated() || b.truncated() || shown < changes.size());
  }

  private static List<LineageNode> without(LineageGraph graph, LineageGraph other) {
    Set<UUID> known = ids(other.nodes());
    return graph.nodes().stream().filter(node -> !known.contains(node.id())).toList();
  }

  private static Set<UUID> ids(Collection<LineageNode> nodes) {
    Set<UUID> ids = new HashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    return ids;
  }

  private static List<UUID> executions(List<LineageNode> a, List<LineageNode> b) {
    return Stream.concat(a.stream(), b.stream())
        .filter(node -> node.kind() == Kind.EXECUTION)
        .map(LineageNode::id)
        .toList();
  }
}
