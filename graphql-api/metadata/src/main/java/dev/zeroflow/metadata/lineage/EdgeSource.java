package dev.zeroflow.metadata.lineage;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where a walk reads from. Blocking; sees one project only, in one {@link LineageView}. */
public interface EdgeSource {
  /**
   * Edges that leave the frontier in the direction of the walk, joins in both, in a stable order.
   *
   * @param limit most edges to return
   */
  List<LineageEdge> edges(Collection<UUID> frontier, Walk walk, int limit);

  /** The nodes with these ids, in any order; ids that the view does not have are left out. */
  List<LineageNode> nodes(Collection<UUID> ids);
}
