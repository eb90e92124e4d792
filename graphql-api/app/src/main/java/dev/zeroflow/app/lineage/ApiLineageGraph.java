package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageGraph;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What was found around a root. */
@Type("LineageGraph")
@Description("What a root was made from, or what was made from it.")
public record ApiLineageGraph(
    @NonNull @Id @Description("Where the walk began.") String root,
    @NonNull @Description("The root first, then by distance.") List<@NonNull ApiLineageNode> nodes,
    @NonNull @Description("Each once; both ends are among the nodes.")
        List<@NonNull ApiLineageEdge> edges,
    @Description("Whether a limit kept something out.") boolean truncated) {
  static ApiLineageGraph of(LineageGraph graph) {
    return new ApiLineageGraph(
        ApiLineageNode.id(graph.nodes().getFirst()),
        graph.nodes().stream().map(ApiLineageNode::of).toList(),
        ApiLineageEdge.list(graph.edges(), graph.nodes()),
        graph.truncated());
  }
}
