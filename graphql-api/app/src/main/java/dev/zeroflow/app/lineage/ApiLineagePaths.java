package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineagePaths;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Ways from one node to another. */
@Type("LineagePaths")
@Description("Ways from one node to another.")
public record ApiLineagePaths(
    @NonNull @Description("The shortest first.") List<@NonNull ApiLineagePath> paths,
    @Description("Whether there may be more.") boolean truncated) {
  static ApiLineagePaths of(LineagePaths found) {
    return new ApiLineagePaths(
        found.paths().stream().map(ApiLineagePath::of).toList(), found.truncated());
  }
}
