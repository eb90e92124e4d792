package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.run.RunListing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a task wrote, where the user interface of Kubeflow Pipelines looks for it. */
@Path("/apis/v1alpha1/runs/{run}/nodes/{node:.+}/log")
class NodeLogsResource {
  private static final int MAX_LINES = 10_000;

  private final CallerResolver callers;
  private final RunListing runs;
  private final LogStore logs;

  NodeLogsResource(CallerResolver callers, RunListing runs, LogStore logs) {
    this.callers = callers;
    this.runs = runs;
    this.logs = logs;
  }

  /**
   * The last lines of a task.
   *
   * @param node id of the task, which is its path in the run
   */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  public String read(@PathParam("run") String run, @PathParam("node") String node) {
    String project = callers.person("read logs").project();
    UUID id = Refusals.id("run", run);
    if (runs.find(project, id).isEmpty()) {
      throw Refusals.unknown("run", run);
    }
    return logs.read(project, id, node, MAX_LINES).stream()
        .map(line -> line.line().text() + "\n")
        .collect(Collectors.joining());
  }
}
