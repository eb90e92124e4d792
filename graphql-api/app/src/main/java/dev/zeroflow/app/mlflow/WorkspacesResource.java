package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.project.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Projects, as MLflow's clients know them: workspaces. */
@Path("/api/3.0/mlflow/workspaces")
@RunOnVirtualThread
class WorkspacesResource {
  private static final String WORKSPACE = "workspace";
  private static final String RESTRICT = "RESTRICT";

  private final Authors authors;
  private final Projects projects;
  private final MlflowJson json;

  WorkspacesResource(Authors authors, Projects projects, MlflowJson json) {
    this.authors = authors;
    this.projects = projects;
    this.json = json;
  }

  /**
   * What a client says of a workspace.
   *
   * @param defaultArtifactRoot refused unless blank: files go where the server keeps them
   * @param traceArchivalConfig refused: traces are not moved elsewhere
   */
  record Request(
      @Nullable String name,
      @Nullable String description,
      @Nullable String defaultArtifactRoot,
      @Nullable Map<String, String> traceArchivalConfig) {
    void check() {
      boolean elsewhere = defaultArtifactRoot != null && !defaultArtifactRoot.isBlank();
      boolean archived = traceArchivalConfig != null && !traceArchivalConfig.isEmpty();
      if (elsewhere || archived) {
        throw HttpFailure.badInput(
            "this server keeps the files of workspaces itself: leave out 'default_artifact_root'"
                + " and 'trace_archival_config'");
      }
    }
  }

  /** A workspace as clients read it. */
  record Body(String name, String description) {
    static Body of(Project it) {
      return new Body(it.name(), it.description());
    }
  }

  @GET
  public Response list() {
    authors.person("list workspaces");
    List<Body> all = projects.list("", Projects.MAX_PROJECTS).stream().map(Body::of).toList();
    return json.ok("workspaces", all);
  }

  @POST
  public Response create(byte[] body) {
    Author author = authors.person("create workspaces");
    Request request = json.read(body, Request.class);
    request.check();
    @Nullable String description = request.description();
    @Nullable String name = request.name();
    if (name == null || name.equals(Project.DEFAULT)) {
      throw HttpFailure.badInput(
          "'name' must be given, and not be the one of the default workspace");
    }
    var project = new Project(name, description == null ? "" : description, author.at());
    projects.create(author, project);
    return Response.status(201)
        .entity(json.text(Map.of(WORKSPACE, Body.of(project))))
        .type("application/json")
        .build();
  }

  @GET
  @Path("{name}")
  public Response get(@PathParam("name") String name) {
    authors.person("read workspaces");
    Project.checkName(name);
    return shown(
        projects
            .find(name)
            .orElseThrow(
                () -> HttpFailure.notFound("there is no workspace \"%s\"".formatted(name))));
  }

  @PATCH
  @Path("{name}")
  public Response update(@PathParam("name") String name, byte[] body) {
    Author author = authors.person("change workspaces");
    Project.checkName(name);
    Request request = json.read(body, Request.class);
    request.check();
    @Nullable String description = request.description();
    if (description == null) {
      throw HttpFailure.badInput("say what to change, such as 'description'");
    }
    return shown(projects.describe(author, name, description));
  }

  private Response shown(Project project) {
    return json.ok(WORKSPACE, Body.of(project));
  }

  /**
   * Removes an empty workspace.
   *
   * @param mode what becomes of what is in it; only RESTRICT, which refuses, is known here
   */
  @DELETE
  @Path("{name}")
  public Response delete(
      @PathParam("name") String name, @QueryParam("mode") @DefaultValue(RESTRICT) String mode) {
    Author author = authors.person("delete workspaces");
    Project.checkName(name);
    if (name.equals(Project.DEFAULT) || !mode.equals(RESTRICT)) {
      throw HttpFailure.badInput(
          "the default workspace stays, and others are deleted with mode RESTRICT only: delete what"
              + " is in it first");
    }
    try {
      projects.delete(author, name);
    } catch (MetadataException e) {
      throw e.code() == MetadataException.Code.CONFLICT
          ? new HttpFailure(409, "INVALID_STATE", String.valueOf(e.getMessage()))
          : e;
    }
    return Response.noContent().build();
  }
}
