package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of versions, newest first. */
@Type("ModelVersionConnection")
@Description("A page of versions, newest first.")
public record ModelVersionConnection(
    @NonNull @Description("The versions.") List<@NonNull ApiModelVersion> nodes,
    @NonNull @Description("The versions with their places in the list.")
        List<@NonNull ModelVersionEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static ModelVersionConnection of(Slice<ApiModelVersion> page) {
    return new ModelVersionConnection(page.items(), page.edges(ModelVersionEdge::new), page.info());
  }
}
