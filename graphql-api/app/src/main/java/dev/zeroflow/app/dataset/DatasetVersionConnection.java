package dev.zeroflow.app.dataset;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of versions. */
@Type("DatasetVersionConnection")
@Description("A page of versions of data sets.")
public record DatasetVersionConnection(
    @NonNull @Description("The versions.") List<@NonNull ApiDatasetVersion> nodes,
    @NonNull @Description("The versions with their places in the list.")
        List<@NonNull DatasetVersionEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static DatasetVersionConnection of(Slice<ApiDatasetVersion> page) {
    return new DatasetVersionConnection(
        page.items(), page.edges(DatasetVersionEdge::new), page.info());
  }
}
