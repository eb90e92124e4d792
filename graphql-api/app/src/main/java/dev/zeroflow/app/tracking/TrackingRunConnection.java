package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of runs. The ignored components are what a count needs. */
@Type("TrackingRunConnection")
@Description("A page of tracking runs.")
public record TrackingRunConnection(
    @Ignore RunQuery query,
    @NonNull @Description("The runs.") List<@NonNull ApiTrackingRun> nodes,
    @NonNull @Description("The runs with their places in the list.")
        List<@NonNull TrackingRunEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  /** What was asked for. */
  record RunQuery(String project, List<Long> experiments, View view, Search search) {}

  static TrackingRunConnection of(
      RunQuery query, Found<TrackingRun> found, List<ApiTrackingRun> nodes) {
    Search search = query.search();
    List<TrackingRunEdge> edges =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> new TrackingRunEdge(search.token(found.places().get(i)), nodes.get(i)))
            .toList();
    return new TrackingRunConnection(query, nodes, edges, Pages.info(search, found));
  }
}
