package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** What is logged to a run. To log the same again changes nothing, as clients repeat requests. */
@Path("/api/2.0/mlflow/runs")
@RunOnVirtualThread
class LoggingResource {
  private final CallerResolver callers;
  private final StepRuns steps;
  private final TrackingRuns runs;
  private final MlflowJson json;

  LoggingResource(CallerResolver callers, StepRuns steps, TrackingRuns runs, MlflowJson json) {
    this.callers = callers;
    this.steps = steps;
    this.runs = runs;
    this.json = json;
  }

  @POST
  @Path("log-metric")
  public Response logMetric(byte[] body) {
    Caller caller = callers.caller();
    UUID run = json.read(body, RunReference.class).id();
    String project = steps.opened(caller, run);
    List<MetricBody> metric = List.of(json.read(body, MetricBody.class));
    runs.log(project, run, new LogBatch(MetricBody.points(metric), List.of(), List.of()));
    return json.done();
  }

  @POST
  @Path("log-parameter")
  public Response logParameter(byte[] body) {
    Caller caller = callers.caller();
    RunRequest request = json.read(body, RunRequest.class);
    String project = steps.opened(caller, request.id());
    List<Entry> parameter = KeyValue.parameters(List.of(request.keyValue()));
    runs.log(project, request.id(), new LogBatch(List.of(), parameter, List.of()));
    return json.done();
  }

  @POST
  @Path("set-tag")
  public Response setTag(byte[] body) {
    Caller caller = callers.caller();
    RunRequest request = json.read(body, RunRequest.class);
    String project = steps.opened(caller, request.id());
    List<Entry> tag = KeyValue.tags(List.of(request.keyValue()));
    runs.log(project, request.id(), new LogBatch(List.of(), List.of(), tag));
    named(project, request.id(), tag);
    return json.done();
  }

  @POST
  @Path("log-batch")
  public Response logBatch(byte[] body) {
    Caller caller = callers.caller();
    RunRequest request = json.read(body, RunRequest.class);
    String project = steps.opened(caller, request.id());
    var batch =
        new LogBatch(
            MetricBody.points(request.metrics()),
            KeyValue.parameters(request.params()),
            KeyValue.tags(request.tags()));
    runs.log(project, request.id(), batch);
    named(project, request.id(), batch.tags());
    return json.done();
  }

  /** The name of a run is also a tag. */
  private void named(String project, UUID run, List<Entry> tags) {
    for (Entry tag : tags) {
      if (tag.key().equals(NewRuns.NAME_TAG) && !tag.value().isBlank()) {
        runs.update(project, run, new RunChange(null, null, tag.value()));
      }
    }
  }

  @POST
  @Path("delete-tag")
  public Response removeTag(byte[] body) {
    Caller caller = callers.caller();
    RunRequest request = json.read(body, RunRequest.class);
    String project = steps.opened(caller, request.id());
    String key = request.keyValue().entry().key();
    if (!runs.removeTag(project, request.id(), key)) {
      throw HttpFailure.notFound(
          "No tag with name: %s in run with id %s".formatted(key, MlflowIds.hex(request.id())));
    }
    return json.done();
  }
}
