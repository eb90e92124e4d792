package dev.zeroflow.app.project;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
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
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its name, which is unique.") String name,
    @NonNull @Description("What it is for.") String description,
    @NonNull @Description("When it was made.") Instant createdAt)
    implements ApiNode {
  static ApiProject of(Project it) {
    return new ApiProject(
        NodeType.PROJECT.id(it.name()), it.name(), it.description(), it.createdAt());
  }
}
