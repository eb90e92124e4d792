package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageEdge;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An edge of the lineage. */
@Type("LineageEdge")
@Description("A step in the direction in which data flowed.")
public record ApiLineageEdge(
    @NonNull @Id @Description("Node where the data came from.") String from,
    @NonNull @Id @Description("Node where the data went.") String to,
    @NonNull @Description("What the step means.") ApiEdgeRole role) {
  static ApiLineageEdge of(LineageEdge edge) {
    return new ApiLineageEdge(
        edge.from().toString(), edge.to().toString(), ApiEdgeRole.of(edge.role()));
  }
}
