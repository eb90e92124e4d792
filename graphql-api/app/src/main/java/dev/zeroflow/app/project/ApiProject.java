package dev.zeroflow.app.project;

import dev.zeroflow.metadata.project.Project;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What keeps the work of one team apart. */
@Type("Project")
@Description(
    "Keeps the work of one team apart: a request sees one project, the one that its header"
        + " Zeroflow-Project names.")
public record ApiProject(
    @NonNull @Id @Description("Its name, which is unique.") String id,
    @NonNull @Description("Its name.") String name,
    @NonNull @Description("What it is for.") String description,
    @NonNull @Description("When it was made.") Instant createdAt) {
  static ApiProject of(Project it) {
    return new ApiProject(it.name(), it.name(), it.description(), it.createdAt());
  }
}
