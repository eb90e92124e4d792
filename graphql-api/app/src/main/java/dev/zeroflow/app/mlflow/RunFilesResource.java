package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The files of a run. */
@Path("/api/2.0/mlflow/artifacts/list")
@RunOnVirtualThread
class RunFilesResource {
  private final CallerResolver callers;
  private final MlflowRuns runs;
  private final FileLists lists;

  RunFilesResource(CallerResolver callers, MlflowRuns runs, FileLists lists) {
    this.callers = callers;
    this.runs = runs;
    this.lists = lists;
  }

  /** What a directory of a run has. */
  @GET
  public Response list(
      @QueryParam("run_id") @Nullable String run,
      @QueryParam("run_uuid") @Nullable String runUuid,
      @QueryParam("path") @Nullable String path,
      @QueryParam("page_token") @Nullable String token) {
    String project = callers.caller().project();
    String root = ArtifactRoots.ofRun(runs.get(project, MlflowIds.run(run, runUuid)));
    return lists.page(project, root, path, token);
  }
}
