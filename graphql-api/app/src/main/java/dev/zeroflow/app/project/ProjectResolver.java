package dev.zeroflow.app.project;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Attempted.Check;
import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.project.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Projects. A task knows the one of its run, and changes none. */
@GraphQLApi
@Refusing
public class ProjectResolver {
  private static final String LIST = "projects";

  private final CallerResolver callers;
  private final Authors authors;
  private final Projects projects;

  ProjectResolver(CallerResolver callers, Authors authors, Projects projects) {
    this.callers = callers;
    this.authors = authors;
    this.projects = projects;
  }

  @Query
  @RunOnVirtualThread
  @Description("One project; null if there is none of that name.")
  public @Nullable ApiProject project(
      @Name("name") @Description("Its name; the project of the request if it is left out.")
          @Nullable String name) {
    Caller caller = callers.caller();
    String wanted = name == null ? caller.project() : name;
    return seen(caller, wanted).map(ApiProject::of).orElse(null);
  }

  private Optional<Project> seen(Caller caller, String name) {
    boolean mine = caller instanceof LocalUser || name.equals(caller.project());
    return mine ? projects.find(name) : Optional.empty();
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Projects in the order of their names.")
  public ProjectConnection projects(
      @Name("first") @DefaultValue("25") @Description("Most projects to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    Caller caller = callers.caller();
    int size = Slice.size(first);
    List<Project> found =
        caller instanceof LocalUser
            ? projects.list(Cursor.name(LIST, after), size + 1)
            : projects.find(caller.project()).stream().toList();
    return ProjectConnection.of(
        Slice.of(found, size, it -> Cursor.text(LIST, it.name()), ApiProject::of));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Adds a project.")
  public ProjectPayload createProject(
      @NonNull @Name("input") @Description("The project.") ProjectInput input) {
    Author author = authors.person("create projects");
    var name = new Check("name", () -> Project.checkName(input.name()));
    return ProjectPayload.of(
        Attempted.of(
            () -> {
              var project = new Project(input.name(), input.text(), author.at());
              projects.create(author, project);
              return project;
            },
            name));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes what is said of a project.")
  public ProjectPayload updateProject(
      @NonNull @Name("input") @Description("The change.") ProjectInput input) {
    Author author = authors.person("change projects");
    return ProjectPayload.of(
        Attempted.of(() -> projects.describe(author, input.name(), input.text())));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes a project in which nothing is.")
  public RemovalPayload deleteProject(
      @NonNull @Name("name") @Description("Name of the project.") String name) {
    Author author = authors.person("delete projects");
    return RemovalPayload.of(Attempted.run(() -> projects.delete(author, name)));
  }
}
