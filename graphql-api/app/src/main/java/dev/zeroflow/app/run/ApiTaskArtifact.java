package dev.zeroflow.app.run;

import dev.zeroflow.app.registry.ApiArtifact;
import dev.zeroflow.metadata.run.TaskArtifact;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An artifact in its role for a task. */
@Type("TaskArtifact")
@Description("An artifact that a task read or wrote.")
public record ApiTaskArtifact(
    @NonNull @Description("Name of the task's input or output.") String slot,
    @NonNull @Description("The artifact.") ApiArtifact artifact) {
  static ApiTaskArtifact of(TaskArtifact it) {
    return new ApiTaskArtifact(it.slot(), ApiArtifact.of(it.artifact()));
  }
}
