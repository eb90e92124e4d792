package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of triggers. */
@Type("TriggerConnection")
@Description("A page of triggers.")
public record TriggerConnection(
    @NonNull @Description("The triggers.") List<@NonNull ApiTrigger> nodes,
    @NonNull @Description("The triggers with their places in the list.")
        List<@NonNull TriggerEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static TriggerConnection of(Slice<ApiTrigger> page) {
    return new TriggerConnection(page.items(), page.edges(TriggerEdge::new), page.info());
  }
}
