package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.TaskRef;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A task of another run; that run may be gone. */
@Type("TaskRef")
@Description("A task of another run; that run may be gone.")
public record ApiTaskRef(
    @NonNull @Id @Description("Id of the run.") String runId,
    @NonNull @Id @Description("Path of the task in that run.") String taskId) {
  static @Nullable ApiTaskRef of(@Nullable TaskRef task) {
    return task == null ? null : new ApiTaskRef(task.runId().toString(), task.path());
  }
}
