package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of traces. The ignored component is what a count needs. */
@Type("TraceConnection")
@Description("A page of traces.")
public record TraceConnection(
    @Ignore TraceQuery query,
    @NonNull @Description("The traces.") List<@NonNull ApiTrace> nodes,
    @NonNull @Description("The traces with their places in the list.")
        List<@NonNull TraceEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  /** What was asked for. */
  record TraceQuery(String project, List<Long> experiments, Search search) {}

  static TraceConnection of(TraceQuery query, Found<Trace> found, List<ApiTrace> nodes) {
    Search search = query.search();
    List<TraceEdge> edges =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> new TraceEdge(search.token(found.places().get(i)), nodes.get(i)))
            .toList();
    return new TraceConnection(query, nodes, edges, Pages.info(search, found));
  }
}
