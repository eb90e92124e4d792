package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.RecurringRuns;
import dev.zeroflow.metadata.schedule.Schedule;
import dev.zeroflow.metadata.schedule.Ticks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Runs that start again and again. */
@Path("/apis/v2beta1/recurringruns")
@RunOnVirtualThread
class RecurringRunsResource {
  private static final String WHAT = "recurring run";

  private final CallerResolver callers;
  private final KnownExperiments experiments;
  private final PipelineSources sources;
  private final RecurringRuns recurring;
  private final ScheduledRuns scheduled;
  private final RunSubmissions submissions;
  private final ShownRecurringRuns shown;
  private final Supplier<UUID> ids;
  private final KfpJson json;

  RecurringRunsResource(
      CallerResolver callers,
      KnownExperiments experiments,
      PipelineSources sources,
      RecurringRuns recurring,
      ScheduledRuns scheduled,
      RunSubmissions submissions,
      ShownRecurringRuns shown,
      Supplier<UUID> ids,
      KfpJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.sources = sources;
    this.recurring = recurring;
    this.scheduled = scheduled;
    this.submissions = submissions;
    this.shown = shown;
    this.ids = ids;
    this.json = json;
  }

  private String project() {
    return callers.person("use recurring runs").project();
  }

  private RecurringRun recurring(String project, String id) {
    return recurring
        .find(project, Refusals.id(WHAT, id))
        .orElseThrow(() -> Refusals.unknown(WHAT, id));
  }

  /** Stores a recurring run after checking what its first run would be. */
  @POST
  public Response create(byte[] body) {
    String project = project();
    RecurringRun run = made(project, json.read(body, RecurringRunBody.class));
    submissions.check(scheduled.wanted(run, run.createdAt(), run.createdAt()));
    recurring.create(run);
    return json.ok(shown.of(run));
  }

  private RecurringRun made(String project, RecurringRunBody body) {
    if (Refusals.orNull(body.pipelineVersionId()) != null) {
      throw HttpFailure.badInput(
          "pipeline_version_id is not read; name the version in pipeline_version_reference");
    }
    if (body.trigger() == null) {
      throw HttpFailure.badInput("a recurring run needs a trigger");
    }
    Instant now = experiments.now();
    Schedule schedule = body.trigger().schedule();
    RuntimeConfigBody config = RuntimeConfigBody.orEmpty(body.runtimeConfig());
    return new RecurringRun(
        ids.get(),
        project,
        Refusals.orEmpty(Refusals.orNull(body.displayName())),
        Refusals.orEmpty(body.description()),
        experiments.forNew(project, Refusals.idOrNull("experiment_id", body.experimentId())).id(),
        sources.source(body.pipelineSpec(), body.pipelineVersionReference()),
        json.text(config.values()),
        config.root(),
        Refusals.orEmpty(body.serviceAccount()),
        body.concurrency(),
        schedule,
        !Boolean.TRUE.equals(body.noCatchup()),
        body.isEnabled(),
        now,
        now,
        Ticks.begin(schedule, now));
  }

  @GET
  public Response list(@BeanParam ListParameters query) {
    String project = project();
    UUID experiment = Refusals.idOrNull("experiment_id", query.experimentId);
    Listing listing = query.listing(Fields.RECURRING_RUNS, query.experimentId, json);
    return json.ok(
        PageBody.of(
            "recurringRuns", listing, recurring.list(project, experiment, listing), shown::of));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    return json.ok(shown.of(recurring(project(), id)));
  }

  /** Its runs stay. */
  @DELETE
  @Path("{id:[^/:]+}")
  public Response delete(@PathParam("id") String id) {
    String project = project();
    recurring.delete(project, recurring(project, id).id());
    return json.done();
  }

  /** Not while its experiment is archived. */
  @POST
  @Path("{id:[^/:]+}:enable")
  public Response enable(@PathParam("id") String id) {
    String project = project();
    RecurringRun run = recurring(project, id);
    experiments.forNew(project, run.experimentId());
    recurring.enable(project, run.id(), true, experiments.now());
    return json.done();
  }

  @POST
  @Path("{id:[^/:]+}:disable")
  public Response disable(@PathParam("id") String id) {
    String project = project();
    RecurringRun run = recurring(project, id);
    recurring.enable(project, run.id(), false, experiments.now());
    return json.done();
  }
}
