package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineagePath;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A way between two nodes. */
@Type("LineagePath")
@Description("A way between two nodes on which no node comes twice.")
public record ApiLineagePath(
    @NonNull @Description("In the direction in which data flowed, with both ends.")
        List<@NonNull ApiLineageNode> nodes,
    @NonNull @Description("The steps between them; of several between two nodes one is shown.")
        List<@NonNull ApiLineageEdge> edges) {
  static ApiLineagePath of(LineagePath path) {
    return new ApiLineagePath(
        path.nodes().stream().map(ApiLineageNode::of).toList(),
        ApiLineageEdge.list(path.edges(), path.nodes()));
  }
}
