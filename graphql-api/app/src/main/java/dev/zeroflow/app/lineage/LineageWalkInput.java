package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageView;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

/** How to walk through the lineage. */
@Input("LineageWalkInput")
@Description("How to walk through the lineage.")
public record LineageWalkInput(
    @Description(
            "Most edges from where a walk begins, 0 to 100. 20 if left out, and 100 for impact.")
        @Nullable Integer maxHops,
    @Description("The graph as it was at this time: everything later is not seen. Now if left out.")
        @Nullable Instant asOf,
    @Description("Which edges the graph has. EXACT if left out, and CUMULATIVE for impact.")
        @Nullable ApiLineageMode mode) {
  static final LineageWalkInput USUAL = new LineageWalkInput(null, null, null);

  int hops(int otherwise) {
    return maxHops == null ? otherwise : maxHops;
  }

  LineageView view(ApiLineageMode otherwise) {
    return new LineageView((mode == null ? otherwise : mode).mode(), asOf);
  }
}
