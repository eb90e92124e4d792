package dev.zeroflow.app.project;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of projects. */
@Type("ProjectConnection")
@Description("A page of projects.")
public record ProjectConnection(
    @NonNull @Description("The projects.") List<@NonNull ApiProject> nodes,
    @NonNull @Description("The projects with their places in the list.")
        List<@NonNull ProjectEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static ProjectConnection of(Slice<ApiProject> page) {
    return new ProjectConnection(page.items(), page.edges(ProjectEdge::new), page.info());
  }
}
