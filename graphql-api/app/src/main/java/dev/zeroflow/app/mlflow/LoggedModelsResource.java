package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModelState;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.NewLoggedModel;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models that runs have logged. */
@Path("/api/2.0/mlflow/logged-models")
@RunOnVirtualThread
class LoggedModelsResource {
  /** The fields of requests about models; of each request some of these. */
  record Request(
      @Nullable String experimentId,
      @Nullable String name,
      @Nullable String modelType,
      @Nullable String sourceRunId,
      @Nullable String status,
      @Nullable List<KeyValue> params,
      @Nullable List<KeyValue> tags) {}

  private final CallerResolver callers;
  private final MlflowExperiments experiments;
  private final MlflowRuns runs;
  private final LoggedModels models;
  private final ModelFiles files;
  private final Supplier<UUID> ids;
  private final MlflowJson json;

  LoggedModelsResource(
      CallerResolver callers,
      MlflowExperiments experiments,
      MlflowRuns runs,
      LoggedModels models,
      ModelFiles files,
      Supplier<UUID> ids,
      MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.runs = runs;
    this.models = models;
    this.files = files;
    this.ids = ids;
    this.json = json;
  }

  private String project() {
    return callers.caller().project();
  }

  @POST
  public Response create(byte[] body) {
    String project = project();
    Request request = json.read(body, Request.class);
    TrackingExperiment experiment = experiments.active(project, request.experimentId());
    UUID id = ids.get();
    String name = request.name();
    NewLoggedModel model =
        new NewLoggedModel(
            id,
            project,
            experiment.id(),
            name == null || name.isEmpty() ? RunNames.of(id) : name,
            request.modelType() == null ? "" : request.modelType(),
            sourceRun(project, request.sourceRunId()),
            KeyValue.entries(request.params()),
            KeyValue.entries(request.tags()),
            experiments.now());
    models.create(model);
    return shown(project, id);
  }

  private @Nullable UUID sourceRun(String project, @Nullable String id) {
    return id == null || id.isEmpty() ? null : runs.get(project, MlflowIds.run(id, null)).id();
  }

  @GET
  @Path("{model}")
  public Response get(@PathParam("model") String model) {
    return shown(project(), MlflowIds.model(model));
  }

  private Response shown(String project, UUID id) {
    return json.ok("model", LoggedModelBody.of(files.model(project, id)));
  }

  /** Says that its files are there, or will not be. */
  @PATCH
  @Path("{model}")
  public Response finish(@PathParam("model") String id, byte[] body) {
    String project = project();
    LoggedModelState state = ModelStatus.parse(json.read(body, Request.class).status());
    LoggedModel model = files.model(project, MlflowIds.model(id));
    models.finish(project, model.id(), state, files.content(model), experiments.now());
    return shown(project, model.id());
  }

  @DELETE
  @Path("{model}")
  public Response delete(@PathParam("model") String model) {
    String project = project();
    if (!models.delete(project, MlflowIds.model(model), experiments.now())) {
      throw MlflowIds.unknown("Logged model", model);
    }
    return json.done();
  }

  @PATCH
  @Path("{model}/tags")
  public Response setTags(@PathParam("model") String model, byte[] body) {
    String project = project();
    UUID id = MlflowIds.model(model);
    List<Entry> tags =
        KeyValue.entries(json.read(body, Request.class).tags()).stream()
            .map(tag -> ModelVersionsTag.once(tag, json))
            .toList();
    models.setTags(project, id, tags, experiments.now());
    return json.done();
  }

  @DELETE
  @Path("{model}/tags/{key:.+}")
  public Response removeTag(@PathParam("model") String model, @PathParam("key") String key) {
    String project = project();
    UUID id = MlflowIds.model(model);
    if (!models.removeTag(project, id, key, experiments.now())) {
      throw HttpFailure.notFound("No tag with key '%s' for logged model %s".formatted(key, model));
    }
    return json.done();
  }

  @POST
  @Path("{model}/params")
  public Response logParameters(@PathParam("model") String model, byte[] body) {
    String project = project();
    UUID id = MlflowIds.model(model);
    List<Entry> parameters = KeyValue.entries(json.read(body, Request.class).params());
    models.logParameters(project, id, parameters, experiments.now());
    return json.done();
  }
}
