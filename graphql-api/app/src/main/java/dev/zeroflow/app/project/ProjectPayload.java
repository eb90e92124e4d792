package dev.zeroflow.app.project;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.project.Project;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a project. */
@Type("ProjectPayload")
@Description("What became of a project.")
public record ProjectPayload(
    @Description("The project as it is now; null if nothing was done.")
        @Nullable ApiProject project,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static ProjectPayload of(Attempted<Project> done) {
    @Nullable Project project = done.result();
    return new ProjectPayload(project == null ? null : ApiProject.of(project), done.errors());
  }
}
