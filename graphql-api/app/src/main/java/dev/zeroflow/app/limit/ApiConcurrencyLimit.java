package dev.zeroflow.app.limit;

import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A limit on the tasks that run at once. */
@Type("ConcurrencyLimit")
@Description("A limit on the tasks that run at once.")
public record ApiConcurrencyLimit(
    @NonNull @Description("What it is on.") ApiLimitScope scope,
    @NonNull @Description("Name of the project or function; empty for everything.") String name,
    @Description("Most tasks at once; 0 starts none.") int slots) {
  static ApiConcurrencyLimit of(Limit limit, int slots) {
    return new ApiConcurrencyLimit(ApiLimitScope.of(limit.scope()), limit.name(), slots);
  }
}
