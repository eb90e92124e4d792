package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of experiments. */
@Type("ExperimentConnection")
@Description("A page of experiments.")
public record ExperimentConnection(
    @NonNull @Description("The experiments.") List<@NonNull ApiExperiment> nodes,
    @NonNull @Description("The experiments with their places in the list.")
        List<@NonNull ExperimentEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static ExperimentConnection of(Search search, Found<TrackingExperiment> found) {
    List<ApiExperiment> nodes = found.items().stream().map(ApiExperiment::of).toList();
    List<ExperimentEdge> edges =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> new ExperimentEdge(search.token(found.places().get(i)), nodes.get(i)))
            .toList();
    return new ExperimentConnection(nodes, edges, Pages.info(search, found));
  }
}
