package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs, from their start to their end. */
@Path("/api/2.0/mlflow/runs")
@RunOnVirtualThread
class RunsResource {
  private final CallerResolver callers;
  private final MlflowExperiments experiments;
  private final StepRuns steps;
  private final TrackingRuns runs;
  private final MlflowRuns shown;
  private final Supplier<UUID> ids;
  private final MlflowJson json;

  RunsResource(
      CallerResolver callers,
      MlflowExperiments experiments,
      StepRuns steps,
      TrackingRuns runs,
      MlflowRuns shown,
      Supplier<UUID> ids,
      MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.steps = steps;
    this.runs = runs;
    this.shown = shown;
    this.ids = ids;
    this.json = json;
  }

  private String project() {
    return callers.caller().project();
  }

  /** A request that comes again with its key makes no second run. */
  @POST
  @Path("create")
  public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, byte[] body) {
    String project = project();
    RunRequest request = json.read(body, RunRequest.class);
    var experiment = experiments.active(project, request.experimentId());
    UUID id = key == null ? ids.get() : RepeatedRuns.id(project, key, body);
    NewRun run = NewRuns.read(request, id, experiment, experiments.now());
    runs.create(run);
    return key == null
        ? json.ok("run", RunBody.of(run.made(experiment), run.tags()))
        : json.ok("run", shown.shown(shown.get(project, id)));
  }

  @GET
  @Path("get")
  public Response get(
      @QueryParam("run_id") @Nullable String id, @QueryParam("run_uuid") @Nullable String uuid) {
    Caller caller = callers.caller();
    UUID run = MlflowIds.run(id, uuid);
    return json.ok("run", shown.shown(shown.get(steps.opened(caller, run), run)));
  }

  @POST
  @Path("update")
  public Response update(byte[] body) {
    Caller caller = callers.caller();
    RunRequest request = json.read(body, RunRequest.class);
    String project = steps.opened(caller, request.id());
    String name = request.runName();
    if (name != null && name.length() > NewRun.MAX_NAME) {
      throw HttpFailure.badInput(
          "a run's name has at most %d characters".formatted(NewRun.MAX_NAME));
    }
    var change =
        new RunChange(
            request.status() == null ? null : RunStatus.parse(request.status()).state(),
            request.endTime() == null ? null : Times.instant("end_time", request.endTime()),
            name == null || name.isEmpty() ? null : name);
    TrackingRun run = runs.update(project, request.id(), change);
    return json.ok("run_info", RunBody.Info.of(run));
  }

  @POST
  @Path("delete")
  public Response delete(byte[] body) {
    String project = project();
    UUID id = json.read(body, RunRequest.class).id();
    return found(id, runs.delete(project, id, experiments.now()));
  }

  @POST
  @Path("restore")
  public Response restore(byte[] body) {
    String project = project();
    UUID id = json.read(body, RunRequest.class).id();
    return found(id, runs.restore(project, id));
  }

  private Response found(UUID id, boolean found) {
    if (!found) {
      throw MlflowIds.unknown("Run", MlflowIds.hex(id));
    }
    return json.done();
  }
}
