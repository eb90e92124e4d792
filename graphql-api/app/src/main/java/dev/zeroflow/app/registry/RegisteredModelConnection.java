package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of models. */
@Type("RegisteredModelConnection")
@Description("A page of models.")
public record RegisteredModelConnection(
    @NonNull @Description("The models.") List<@NonNull ApiRegisteredModel> nodes,
    @NonNull @Description("The models with their places in the list.")
        List<@NonNull RegisteredModelEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static RegisteredModelConnection of(Slice<ApiRegisteredModel> page) {
    return new RegisteredModelConnection(
        page.items(), page.edges(RegisteredModelEdge::new), page.info());
  }
}
