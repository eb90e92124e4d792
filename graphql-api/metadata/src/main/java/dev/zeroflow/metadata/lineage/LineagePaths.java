package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ways from one node to another, the shortest first.
 *
 * @param truncated whether there may be more
 */
public record LineagePaths(List<LineagePath> paths, boolean truncated) {
  /** Most paths that may be asked for. */
  public static final int MAX_PATHS = 100;

  public LineagePaths {
    paths = List.copyOf(paths);
  }

  /**
   * Walks upstream from the end, which is the narrower side of most graphs, and then looks for
   * paths in what was found.
   *
   * @param maxPaths from 1 to {@link #MAX_PATHS}
   * @param maxHops longest path, from 0 to {@link LineageWalk#MAX_HOPS}
   * @return empty if the source does not have one of the nodes
   * @throws MetadataException with BAD_INPUT if a limit is out of range
   */
  public static Optional<LineagePaths> between(
      UUID from, UUID to, EdgeSource source, int maxPaths, int maxHops) {
    if (maxPaths < 1 || maxPaths > MAX_PATHS) {
      throw MetadataException.badInput("maxPaths must be from 1 to " + MAX_PATHS + ": " + maxPaths);
    }
    return LineageWalk.from(to, source, Walk.UPSTREAM, maxHops)
        .filter(graph -> !source.nodes(List.of(from)).isEmpty())
        .map(graph -> new PathSearch(graph, to, maxPaths, maxHops).from(from));
  }
}
