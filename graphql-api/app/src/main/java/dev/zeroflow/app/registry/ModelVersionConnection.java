package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.NumberCursor;
import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.registry.ModelVersion;
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
  /**
   * A page of what was read.
   *
   * @param found one version more than the page holds, if there are more
   */
  static ModelVersionConnection of(List<ModelVersion> found, int first) {
    List<ModelVersionEdge> edges =
        found.stream()
            .limit(first)
            .map(
                it ->
                    new ModelVersionEdge(
                        NumberCursor.text(Long.parseLong(it.version())), ApiModelVersion.of(it)))
            .toList();
    var end = edges.isEmpty() ? null : edges.getLast().cursor();
    return new ModelVersionConnection(
        edges.stream().map(ModelVersionEdge::node).toList(),
        edges,
        new PageInfo(found.size() > first, end));
  }
}
