package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of pipelines. */
@Type("PipelineConnection")
@Description("A page of pipelines.")
public record PipelineConnection(
    @NonNull @Description("The pipelines.") List<@NonNull ApiPipeline> nodes,
    @NonNull @Description("The pipelines with their places in the list.")
        List<@NonNull PipelineEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static PipelineConnection of(Slice<ApiPipeline> page) {
    return new PipelineConnection(page.items(), page.edges(PipelineEdge::new), page.info());
  }
}
