package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** An edge of the lineage. */
@Type("LineageEdge")
@Description(
    "A step in the direction in which data flowed; SAME_CONTENT and SAME_ADDRESS have none.")
public record ApiLineageEdge(
    @NonNull @Id @Description("Node where the data came from.") String from,
    @NonNull @Id @Description("Node where the data went.") String to,
    @NonNull @Description("What the step means.") ApiEdgeRole role,
    @Description("Name of the task's input or output, for INPUT and OUTPUT.") @Nullable String slot,
    @NonNull @Description("Since when there is the edge.") Instant at) {
  /**
   * The edges as they are shown.
   *
   * @param nodes both ends of each are among them
   */
  static List<ApiLineageEdge> list(List<LineageEdge> edges, List<LineageNode> nodes) {
    Map<UUID, String> ids =
        nodes.stream().collect(Collectors.toMap(LineageNode::id, ApiLineageNode::id, (a, b) -> a));
    return edges.stream().map(edge -> of(edge, ids)).toList();
  }

  private static ApiLineageEdge of(LineageEdge edge, Map<UUID, String> ids) {
    return new ApiLineageEdge(
        Objects.requireNonNull(ids.get(edge.from())),
        Objects.requireNonNull(ids.get(edge.to())),
        ApiEdgeRole.of(edge.role()),
        edge.slot(),
        edge.at());
  }
}
