package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.Failure;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** Why a run or a task failed. */
@Type("RunError")
@Description("Why a run or a task failed.")
public record ApiError(
    @NonNull @Description("Stable code in upper snake case.") String code,
    @NonNull @Description("Who has to act: USER, TRANSIENT, RESOURCE or INTERNAL.") String category,
    @NonNull @Description("One sentence for the person who reads the run.") String message,
    @Description("Path of the task at fault, if the error is one of a run.")
        @Nullable String task) {
  static @Nullable ApiError of(@Nullable Failure failure) {
    return failure == null
        ? null
        : new ApiError(failure.code(), failure.category(), failure.message(), failure.taskPath());
  }
}
