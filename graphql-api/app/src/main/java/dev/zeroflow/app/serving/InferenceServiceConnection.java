package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of inference services. */
@Type("InferenceServiceConnection")
@Description("A page of inference services.")
public record InferenceServiceConnection(
    @NonNull @Description("The inference services.") List<@NonNull ApiInferenceService> nodes,
    @NonNull @Description("The inference services with their places in the list.")
        List<@NonNull InferenceServiceEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static InferenceServiceConnection of(Slice<ApiInferenceService> page) {
    return new InferenceServiceConnection(
        page.items(), page.edges(InferenceServiceEdge::new), page.info());
  }
}
