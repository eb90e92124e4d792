package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of versions. */
@Type("PipelineVersionConnection")
@Description("A page of versions.")
public record PipelineVersionConnection(
    @NonNull @Description("The versions.") List<@NonNull ApiPipelineVersion> nodes,
    @NonNull @Description("The versions with their places in the list.")
        List<@NonNull PipelineVersionEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static PipelineVersionConnection of(Slice<ApiPipelineVersion> page) {
    return new PipelineVersionConnection(
        page.items(), page.edges(PipelineVersionEdge::new), page.info());
  }
}
