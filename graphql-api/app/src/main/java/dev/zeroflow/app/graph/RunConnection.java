package dev.zeroflow.app.graph;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.run.ApiRun;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One page of runs. */
@Type("RunConnection")
@Description("A page of runs.")
public record RunConnection(
    @NonNull @Description("The runs.") List<@NonNull ApiRun> nodes,
    @NonNull @Description("The runs with their places in the list.") List<@NonNull RunEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static RunConnection of(Slice<ApiRun> page) {
    return new RunConnection(page.items(), page.edges(RunEdge::new), page.info());
  }
}
