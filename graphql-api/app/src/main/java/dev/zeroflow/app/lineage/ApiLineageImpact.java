package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageImpact;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What depends on a root. */
@Type("LineageImpact")
@Description("What depends on a root, such as a version of a data set that is recalled.")
public record ApiLineageImpact(
    @NonNull @Description("Model versions that were made from it, the nearest first.")
        List<@NonNull ApiLineageNode> modelVersions,
    @NonNull @Description("Inference services that answer with one of them.")
        List<@NonNull ApiLineageNode> inferenceServices,
    @Description("Whether a limit kept something out.") boolean truncated) {
  static ApiLineageImpact of(LineageImpact impact) {
    return new ApiLineageImpact(
        impact.modelVersions().stream().map(ApiLineageNode::of).toList(),
        impact.inferenceServices().stream().map(ApiLineageNode::of).toList(),
        impact.truncated());
  }
}
