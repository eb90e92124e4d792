package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetInput;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What runs have read and put out. */
@Path("/api/2.0/mlflow/runs")
@RunOnVirtualThread
class RunInputsResource {
  /** Tag of a run that lists the models which clients of release 2 have logged. */
  private static final String HISTORY = "mlflow.log-model.history";

  private static final List<String> FIELDS =
      List.of("artifact_path", "flavors", "run_id", "utc_time_created");

  /** Inputs, outputs, or a model of a client of release 2. */
  record Request(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable List<RunInputsBody.Input> datasets,
      @Nullable List<RunInputsBody.ModelReference> models,
      @Nullable String modelJson) {}

  private final CallerResolver callers;
  private final MlflowRuns runs;
  private final TrackingRuns tracking;
  private final RunInputs inputs;
  private final MlflowExperiments experiments;
  private final MlflowJson json;

  RunInputsResource(
      CallerResolver callers,
      MlflowRuns runs,
      TrackingRuns tracking,
      RunInputs inputs,
      MlflowExperiments experiments,
      MlflowJson json) {
    this.callers = callers;
    this.runs = runs;
    this.tracking = tracking;
    this.inputs = inputs;
    this.experiments = experiments;
    this.json = json;
  }

  @POST
  @Path("log-inputs")
  public Response logInputs(byte[] body) {
    String project = callers.caller().project();
    Request request = json.read(body, Request.class);
    TrackingRun run = open(project, request);
    List<DatasetInput> datasets =
        request.datasets() == null
            ? List.of()
            : request.datasets().stream().map(RunInputsBody.Input::read).toList();
    List<UUID> models = models(request).stream().map(RunInputsBody.ModelReference::id).toList();
    inputs.logInputs(run, datasets, models, experiments.now());
    return json.done();
  }

  @POST
  @Path("outputs")
  public Response logOutputs(byte[] body) {
    String project = callers.caller().project();
    Request request = json.read(body, Request.class);
    TrackingRun run = open(project, request);
    var models = models(request).stream().map(RunInputsBody.ModelReference::output).toList();
    inputs.logOutputs(run, models, experiments.now());
    return json.done();
  }

  private static List<RunInputsBody.ModelReference> models(Request request) {
    return request.models() == null ? List.of() : request.models();
  }

  private TrackingRun open(String project, Request request) {
    TrackingRun run = runs.get(project, MlflowIds.run(request.runId(), request.runUuid()));
    if (run.deleted()) {
      throw HttpFailure.badInput(
          "The run %s must be in the 'active' state: restore it first"
              .formatted(MlflowIds.hex(run.id())));
    }
    return run;
  }

  /**
   * Adds a model to those of the run, unless it is the last one already: clients repeat requests.
   */
  @POST
  @Path("log-model")
  public Response logModel(byte[] body) {
    String project = callers.caller().project();
    Request request = json.read(body, Request.class);
    TrackingRun run = open(project, request);
    JsonNode model = model(request.modelJson());
    ArrayNode history = history(run);
    if (!model.equals(history.get(history.size() - 1))) {
      history.add(model);
      Entry tag = new Entry(HISTORY, json.text(history));
      tracking.log(project, run.id(), new LogBatch(List.of(), List.of(), List.of(tag)));
    }
    return json.done();
  }

  private JsonNode model(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw MlflowIds.missing("model_json");
    }
    JsonNode model = tree(text);
    for (String field : FIELDS) {
      if (!model.has(field)) {
        throw HttpFailure.badInput("Model json is missing mandatory field: " + field);
      }
    }
    return model;
  }

  private ArrayNode history(TrackingRun run) {
    RunData data =
        tracking.data(run.project(), List.of(run.id())).getOrDefault(run.id(), RunData.EMPTY);
    String text =
        data.tags().stream()
            .filter(tag -> tag.key().equals(HISTORY))
            .map(Entry::value)
            .findFirst()
            .orElse("[]");
    return tree(text) instanceof ArrayNode history ? history : (ArrayNode) tree("[]");
  }

  private JsonNode tree(String text) {
    return json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
