package dev.zeroflow.app.project;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.project.Project;
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
  /**
   * A page of at most {@code first} of the projects.
   *
   * @param found one more than the page has, if there are more
   */
  static ProjectConnection of(List<Project> found, int first) {
    List<ApiProject> nodes = found.stream().limit(first).map(ApiProject::of).toList();
    List<ProjectEdge> edges = nodes.stream().map(it -> new ProjectEdge(it.name(), it)).toList();
    return new ProjectConnection(
        nodes,
        edges,
        new PageInfo(found.size() > first, edges.isEmpty() ? null : edges.getLast().cursor()));
  }
}
