package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;

/** Groups of runs. */
@Path("/apis/v2beta1/experiments")
@RunOnVirtualThread
class ExperimentsResource {
  private static final String WHAT = "experiment";

  private final CallerResolver callers;
  private final KnownExperiments experiments;
  private final Supplier<UUID> ids;
  private final KfpJson json;

  ExperimentsResource(
      CallerResolver callers, KnownExperiments experiments, Supplier<UUID> ids, KfpJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.ids = ids;
    this.json = json;
  }

  private String project() {
    return callers.person("use experiments").project();
  }

  @POST
  public Response create(byte[] body) {
    String project = project();
    Experiment experiment =
        json.read(body, ExperimentBody.class).created(ids.get(), project, experiments.now());
    experiments.of(project).create(experiment);
    return json.ok(ExperimentBody.of(experiment));
  }

  @GET
  public Response list(@BeanParam ListParameters query) {
    String project = project();
    Listing listing = query.listing(Fields.EXPERIMENTS, "", json);
    return json.ok(
        PageBody.of(
            "experiments",
            listing,
            experiments.of(project).list(project, listing),
            ExperimentBody::of));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    return json.ok(ExperimentBody.of(experiments.get(project(), Refusals.id(WHAT, id))));
  }

  @DELETE
  @Path("{id:[^/:]+}")
  public Response delete(@PathParam("id") String id) {
    String project = project();
    Experiment experiment = experiments.get(project, Refusals.id(WHAT, id));
    if (experiment.isDefault()) {
      throw Refusals.state("the default experiment cannot be deleted");
    }
    experiments.of(project).delete(project, experiment.id());
    return json.done();
  }

  /**
   * Its runs are archived with it, and its schedules start no more. Not the default one: runs for
   * which nobody names an experiment must belong somewhere.
   */
  @POST
  @Path("{id:[^/:]+}:archive")
  public Response archive(@PathParam("id") String id) {
    String project = project();
    Experiment experiment = experiments.get(project, Refusals.id(WHAT, id));
    if (experiment.isDefault()) {
      throw Refusals.state("the default experiment cannot be archived");
    }
    experiments
        .of(project)
        .store(project, experiment.id(), StorageState.ARCHIVED, experiments.now());
    return json.done();
  }

  /** Its runs and schedules stay as they are. */
  @POST
  @Path("{id:[^/:]+}:unarchive")
  public Response unarchive(@PathParam("id") String id) {
    String project = project();
    Experiment experiment = experiments.get(project, Refusals.id(WHAT, id));
    experiments
        .of(project)
        .store(project, experiment.id(), StorageState.AVAILABLE, experiments.now());
    return json.done();
  }
}
