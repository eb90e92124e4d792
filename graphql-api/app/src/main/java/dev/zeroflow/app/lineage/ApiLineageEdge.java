package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageEdge;
import java.time.Instant;
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
  static ApiLineageEdge of(LineageEdge edge) {
    return new ApiLineageEdge(
        edge.from().toString(),
        edge.to().toString(),
        ApiEdgeRole.of(edge.role()),
        edge.slot(),
        edge.at());
  }
}
