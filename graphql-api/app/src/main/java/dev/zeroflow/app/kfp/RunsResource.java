package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.schedule.RecurringRun;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts runs and shows them. */
@Path("/apis/v2beta1/runs")
@RunOnVirtualThread
class RunsResource {
  private final CallerResolver callers;
  private final KnownExperiments experiments;
  private final PipelineSources sources;
  private final RunSubmissions submissions;
  private final RunListing runs;
  private final ShownRuns shown;
  private final Supplier<UUID> ids;
  private final KfpJson json;

  RunsResource(
      CallerResolver callers,
      KnownExperiments experiments,
      PipelineSources sources,
      RunSubmissions submissions,
      RunListing runs,
      ShownRuns shown,
      Supplier<UUID> ids,
      KfpJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.sources = sources;
    this.submissions = submissions;
    this.runs = runs;
    this.shown = shown;
    this.ids = ids;
    this.json = json;
  }

  private String project() {
    return callers.person("use runs").project();
  }

  /**
   * Starts a run.
   *
   * @param experiment where older clients name the experiment
   */
  @POST
  public Response create(@QueryParam("experiment_id") @Nullable String experiment, byte[] body) {
    String project = project();
    RunBody run = json.read(body, RunBody.class);
    RunSubmissions.Wanted wanted = wanted(project, run, experiment);
    submissions.submit(wanted);
    return json.ok(shown.get(project, wanted.id()));
  }

  private RunSubmissions.Wanted wanted(
      String project, RunBody run, @Nullable String olderExperiment) {
    String name = Refusals.orNull(run.displayName());
    if (name == null) {
      throw HttpFailure.badInput("a run needs a display_name");
    }
    String experiment = Refusals.orNull(run.experimentId());
    VersionReferenceBody reference =
        sources.reference(project, run.pipelineVersionReference(), run.pipelineVersionId());
    RecurringRun.Source source = sources.source(run.pipelineSpec(), reference);
    RuntimeConfigBody config = RuntimeConfigBody.orEmpty(run.runtimeConfig());
    return new RunSubmissions.Wanted(
        ids.get(),
        project,
        name,
        Refusals.orEmpty(run.description()),
        experiments.forNew(
            project,
            Refusals.idOrNull("experiment_id", experiment == null ? olderExperiment : experiment)),
        sources.find(project, source),
        config.values(),
        config.root(),
        Refusals.orEmpty(run.serviceAccount()),
        null);
  }

  @GET
  public Response list(@BeanParam ListParameters query) {
    String project = project();
    UUID experiment = Refusals.idOrNull("experiment_id", query.experimentId);
    Listing listing = query.listing(Fields.RUNS, query.experimentId, json);
    return json.ok(
        PageBody.of("runs", listing, runs.list(project, experiment, listing), shown::brief));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    return json.ok(shown.get(project(), Refusals.id("run", id)));
  }
}
