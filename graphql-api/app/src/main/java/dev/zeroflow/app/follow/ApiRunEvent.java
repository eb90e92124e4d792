package dev.zeroflow.app.follow;

import dev.zeroflow.app.run.ApiRunState;
import dev.zeroflow.metadata.run.StateChange;
import dev.zeroflow.metadata.run.StateChange.Placed;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A change of state of a run or of one of its tasks. */
@Type("RunEvent")
@Description("A change of state of a run or of one of its tasks.")
public record ApiRunEvent(
    @NonNull @Description("Pass it as \"after\" to go on behind this change.") String cursor,
    @Description("Task that changed; null for the run itself.") @Nullable String taskId,
    @NonNull @Description("State that it has now.") ApiRunState state,
    @Description("Why, if it was not the ordinary course.") @Nullable String reason,
    @NonNull @Description("When it changed.") Instant at) {
  static ApiRunEvent of(Placed placed) {
    StateChange change = placed.change();
    return new ApiRunEvent(
        placed.place().toString(),
        change.task(),
        ApiRunState.of(change.to()),
        change.reason(),
        change.at());
  }
}
