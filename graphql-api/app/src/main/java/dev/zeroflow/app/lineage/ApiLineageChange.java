package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageChange;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Something that a task did otherwise in one history than in another. */
@Type("LineageChange")
@Description("Something that a task, which is in both histories, did otherwise in one of them.")
public record ApiLineageChange(
    @NonNull @Description("What differs.") ApiChangedThing what,
    @NonNull @Id @Description("Path of the task in its run; run for tracking runs.") String taskId,
    @NonNull @Description("Name of the parameter, input or output.") String slot,
    @NonNull
        @Description(
            "Values in the first history: parameters as text, artifacts by digest, or by address if they"
                + " have none. Empty if there is none.")
        List<@NonNull String> a,
    @NonNull @Description("Values in the second history.") List<@NonNull String> b) {
  static ApiLineageChange of(LineageChange change) {
    return new ApiLineageChange(
        ApiChangedThing.of(change.what()), change.taskId(), change.slot(), change.a(), change.b());
  }
}
