package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageDiff;
import dev.zeroflow.metadata.lineage.LineageNode;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How the histories of two nodes differ. */
@Type("LineageDiff")
@Description("How what two nodes were made from differs.")
public record ApiLineageDiff(
    @NonNull @Description("What only the first one was made from, with itself, by distance.")
        List<@NonNull ApiLineageNode> onlyA,
    @NonNull @Description("What only the second one was made from, with itself, by distance.")
        List<@NonNull ApiLineageNode> onlyB,
    @NonNull @Description("What both were made from.") List<@NonNull ApiLineageNode> shared,
    @NonNull @Description("What tasks that are in both histories did otherwise, at most 1000.")
        List<@NonNull ApiLineageChange> changes,
    @Description("Whether a limit kept something out.") boolean truncated) {
  static ApiLineageDiff of(LineageDiff diff) {
    return new ApiLineageDiff(
        nodes(diff.onlyA()),
        nodes(diff.onlyB()),
        nodes(diff.shared()),
        diff.changes().stream().map(ApiLineageChange::of).toList(),
        diff.truncated());
  }

  private static List<ApiLineageNode> nodes(List<LineageNode> nodes) {
    return nodes.stream().map(ApiLineageNode::of).toList();
  }
}
