package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.engine.RunControl.Outcome;
import dev.zeroflow.scheduler.run.RunEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What can be asked of runs that exist. */
@Path("/apis/v2beta1/runs")
@RunOnVirtualThread
class RunActionsResource {
  private final CallerResolver callers;
  private final KnownExperiments experiments;
  private final RunListing runs;
  private final RunDetails details;
  private final RunControl control;
  private final RunDeletion deletion;
  private final KfpJson json;

  RunActionsResource(
      CallerResolver callers,
      KnownExperiments experiments,
      RunListing runs,
      RunDetails details,
      RunControl control,
      RunDeletion deletion,
      KfpJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.runs = runs;
    this.details = details;
    this.control = control;
    this.deletion = deletion;
    this.json = json;
  }

  private DescribedRun run(String id) {
    String project = callers.person("control runs").project();
    UUID run = Refusals.id("run", id);
    return runs.find(project, run).orElseThrow(() -> Refusals.unknown("run", id));
  }

  /** Ends a run; what runs is given up, and nothing else starts. */
  @POST
  @Path("{id:[^/:]+}:terminate")
  public Response terminate(@PathParam("id") String id) {
    return ask(run(id), new RunEvent.CancelRequested());
  }

  /** Opens a run that failed again; what has succeeded stays. */
  @POST
  @Path("{id:[^/:]+}:retry")
  public Response retry(@PathParam("id") String id) {
    return ask(run(id), new RunEvent.RerunRequested());
  }

  private Response ask(DescribedRun run, RunEvent.Requested request) {
    return switch (control.ask(run.run().project(), run.run().id(), request)) {
      case Outcome.Done _, Outcome.Waiting _ -> json.done();
      case Outcome.Refused refused -> throw Refusals.state(refused.reason());
      case Outcome.Unknown _ -> throw Refusals.unknown("run", run.run().id());
    };
  }

  @POST
  @Path("{id:[^/:]+}:archive")
  public Response archive(@PathParam("id") String id) {
    DescribedRun run = run(id);
    details.store(run.run().project(), run.run().id(), StorageState.ARCHIVED);
    return json.done();
  }

  /** Not while its experiment is archived. */
  @POST
  @Path("{id:[^/:]+}:unarchive")
  public Response unarchive(@PathParam("id") String id) {
    DescribedRun run = run(id);
    experiments.forNew(run.run().project(), run.detail().experimentId());
    details.store(run.run().project(), run.run().id(), StorageState.AVAILABLE);
    return json.done();
  }

  /** Ends a run that is under way, and forgets it; its artifacts and their lineage stay. */
  @DELETE
  @Path("{id:[^/:]+}")
  public Response delete(@PathParam("id") String id) {
    if (!deletion.delete(run(id))) {
      throw Refusals.state("the run is still being ended; delete it again");
    }
    return json.done();
  }
}
