package dev.zeroflow.app.change;

import static dev.zeroflow.app.run.ApiRunState.CANCELED;
import static dev.zeroflow.app.run.ApiRunState.FAILED;
import static dev.zeroflow.app.run.ApiRunState.SUCCEEDED;

import dev.zeroflow.app.run.ApiRunState;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.RunChange;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What is to become different about a run; what is left out stays. */
@Input("UpdateTrackingRunInput")
@Description("What is to become different about a run; what is left out stays.")
public record UpdateTrackingRunInput(
    @NonNull @Id @Description("Id of the run, or what clients name it by.") String run,
    @Description("Name to give it.") @Nullable String name,
    @Description("State to put it into: PENDING, RUNNING, SUCCEEDED, FAILED or CANCELED.")
        @Nullable ApiRunState state,
    @Description("When it ended; now if left out and the state is an end.")
        @Nullable Instant finishedAt) {
  /** The same for the store. */
  RunChange change(Instant now) {
    if (name != null && (name.isEmpty() || name.length() > NewRun.MAX_NAME)) {
      throw MetadataException.badInput(
          "a run's name has 1 to %d characters".formatted(NewRun.MAX_NAME));
    }
    boolean ends = state == SUCCEEDED || state == FAILED || state == CANCELED;
    return new RunChange(stored(), finishedAt == null && ends ? now : finishedAt, name);
  }

  private @Nullable RunState stored() {
    return switch (state) {
      case null -> null;
      case PENDING, RUNNING, SUCCEEDED, FAILED, CANCELED -> state.stored();
      case SKIPPED, CANCELING, PAUSED ->
          throw MetadataException.badInput("a run that is logged to cannot be " + state);
    };
  }
}
