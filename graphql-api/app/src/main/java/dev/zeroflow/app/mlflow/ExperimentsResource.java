package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Groups of runs. */
@Path("/api/2.0/mlflow/experiments")
@RunOnVirtualThread
class ExperimentsResource {
  private static final int MAX_TAG = 20_000;

  private final CallerResolver callers;
  private final TrackingExperiments experiments;
  private final MlflowExperiments known;
  private final StepRuns steps;
  private final Supplier<UUID> ids;
  private final MlflowJson json;

  ExperimentsResource(
      CallerResolver callers,
      TrackingExperiments experiments,
      MlflowExperiments known,
      StepRuns steps,
      Supplier<UUID> ids,
      MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.known = known;
    this.steps = steps;
    this.ids = ids;
    this.json = json;
  }

  /** Of each request some of these. */
  record Request(
      @Nullable String experimentId,
      @Nullable String name,
      @Nullable String newName,
      @Nullable String artifactLocation,
      @Nullable List<KeyValue> tags,
      @Nullable String key,
      @Nullable String value) {}

  private String project() {
    return callers.caller().project();
  }

  @POST
  @Path("create")
  public Response create(byte[] body) {
    String project = project();
    Request request = json.read(body, Request.class);
    String location = request.artifactLocation() == null ? "" : request.artifactLocation();
    List<KeyValue> tags = request.tags() == null ? List.of() : request.tags();
    TrackingExperiment created =
        experiments.create(
            ids.get(),
            project,
            required("name", request.name()),
            ArtifactRoots.checkedLocation(location),
            KeyValue.map(tags),
            known.now());
    return json.ok("experiment_id", Long.toString(created.number()));
  }

  @GET
  @Path("get")
  public Response get(@QueryParam("experiment_id") @Nullable String number) {
    Caller caller = callers.caller();
    return shown(caller, known.get(caller.project(), number));
  }

  @GET
  @Path("get-by-name")
  public Response named(@QueryParam("experiment_name") @Nullable String name) {
    Caller caller = callers.caller();
    return shown(
        caller,
        experiments
            .named(caller.project(), required("experiment_name", name), known.now())
            .orElseThrow(
                () ->
                    HttpFailure.notFound(
                        "Could not find experiment with name '%s'".formatted(name))));
  }

  /** A task that asks for an experiment is about to log there. */
  private Response shown(Caller caller, TrackingExperiment experiment) {
    steps.preferred(caller, experiment);
    return json.ok("experiment", ExperimentBody.of(experiment));
  }

  @POST
  @Path("update")
  public Response update(byte[] body) {
    String project = project();
    Request request = json.read(body, Request.class);
    TrackingExperiment experiment = known.active(project, request.experimentId());
    String name = required("new_name", request.newName());
    experiments.rename(project, experiment.id(), name, known.now());
    return json.done();
  }

  /** Takes its runs along. */
  @POST
  @Path("delete")
  public Response delete(byte[] body) {
    return setDeleted(body, true);
  }

  @POST
  @Path("restore")
  public Response restore(byte[] body) {
    return setDeleted(body, false);
  }

  private Response setDeleted(byte[] body, boolean deleted) {
    String project = project();
    TrackingExperiment experiment =
        known.get(project, json.read(body, Request.class).experimentId());
    if (experiment.deleted() == deleted) {
      throw HttpFailure.notFound(
          "No Experiment with id=%d exists that is not %s already"
              .formatted(experiment.number(), deleted ? "deleted" : "active"));
    }
    if (deleted && experiment.number() == 0) {
      throw HttpFailure.badInput("the default experiment cannot be deleted");
    }
    experiments.setDeleted(project, experiment.id(), deleted, known.now());
    return json.done();
  }

  @POST
  @Path("set-experiment-tag")
  public Response setTag(byte[] body) {
    String project = project();
    Request request = json.read(body, Request.class);
    KeyValue tag = new KeyValue(request.key(), request.value());
    String value = tag.entry().value();
    if (value.length() > MAX_TAG) {
      throw HttpFailure.badInput(
          "the tag's value has %d characters, at most %d are kept"
              .formatted(value.length(), MAX_TAG));
    }
    TrackingExperiment experiment = known.active(project, request.experimentId());
    experiments.setTag(project, experiment.id(), tag.entry().key(), value, known.now());
    return json.done();
  }

  @POST
  @Path("delete-experiment-tag")
  public Response removeTag(byte[] body) {
    String project = project();
    Request request = json.read(body, Request.class);
    TrackingExperiment experiment = known.active(project, request.experimentId());
    String key = required("key", request.key());
    if (!experiments.removeTag(project, experiment.id(), key, known.now())) {
      throw HttpFailure.notFound(
          "No tag with name: %s in experiment with id %s".formatted(key, request.experimentId()));
    }
    return json.done();
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw MlflowIds.missing(field);
    }
    return value;
  }
}
