package dev.zeroflow.app.run;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.run.RunCursor;
import dev.zeroflow.metadata.run.RunRecord;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One page of runs. */
@Type("RunConnection")
@Description("A page of runs, newest first.")
public record RunConnection(
    @NonNull @Description("The runs.") List<@NonNull ApiRun> nodes,
    @NonNull @Description("The runs with their places in the list.") List<@NonNull RunEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  /**
   * A page of what was read.
   *
   * @param found one run more than the page holds, if there are more
   */
  static RunConnection of(List<RunRecord> found, int first) {
    List<RunEdge> edges =
        found.stream()
            .limit(first)
            .map(run -> new RunEdge(RunCursor.of(run).text(), ApiRun.of(run)))
            .toList();
    var end = edges.isEmpty() ? null : edges.getLast().cursor();
    return new RunConnection(
        edges.stream().map(RunEdge::node).toList(), edges, new PageInfo(found.size() > first, end));
  }
}
