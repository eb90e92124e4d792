package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The files of a logged model. */
@Path("/api/2.0/mlflow/logged-models")
@RunOnVirtualThread
class ModelFilesResource {
  private final CallerResolver callers;
  private final ModelFiles models;
  private final FileLists lists;

  ModelFilesResource(CallerResolver callers, ModelFiles models, FileLists lists) {
    this.callers = callers;
    this.models = models;
    this.lists = lists;
  }

  /** What a directory of a model has. */
  @GET
  @Path("{model}/artifacts/directories")
  public Response list(
      @PathParam("model") String model,
      @QueryParam("artifact_directory_path") @Nullable String path,
      @QueryParam("page_token") @Nullable String token) {
    String project = callers.caller().project();
    String root = models.model(project, MlflowIds.model(model)).root();
    return lists.page(project, root, path, token);
  }
}
