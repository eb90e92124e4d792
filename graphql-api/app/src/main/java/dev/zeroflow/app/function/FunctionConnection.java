package dev.zeroflow.app.function;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of functions. */
@Type("FunctionConnection")
@Description("A page of functions.")
public record FunctionConnection(
    @NonNull @Description("The functions.") List<@NonNull ApiFunction> nodes,
    @NonNull @Description("The functions with their places in the list.")
        List<@NonNull FunctionEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static FunctionConnection of(Slice<ApiFunction> page) {
    return new FunctionConnection(page.items(), page.edges(FunctionEdge::new), page.info());
  }
}
