package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trace.TraceDeletion;
import dev.zeroflow.metadata.trace.Traces;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tags, runs and the end of traces. */
@Path("/api/2.0/mlflow/traces")
@RunOnVirtualThread
class TraceChangesResource {
  /** Most traces that one request links with a run. */
  private static final int MAX_LINKS = 100;

  /** Tags that the server makes. */
  private static final Set<String> MADE_HERE =
      Set.of(
          TraceBody.SPANS_LOCATION, "mlflow.trace.archiveLocation", "mlflow.trace.archivalFailure");

  private final CallerResolver callers;
  private final MlflowExperiments experiments;
  private final StepRuns steps;
  private final Traces traces;
  private final MlflowJson json;

  TraceChangesResource(
      CallerResolver callers,
      MlflowExperiments experiments,
      StepRuns steps,
      Traces traces,
      MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.steps = steps;
    this.traces = traces;
    this.json = json;
  }

  /** The fields of requests about traces; of each request some of these. */
  record Request(
      @Nullable String experimentId,
      @Nullable Long maxTimestampMillis,
      @Nullable Integer maxTraces,
      @Nullable List<String> requestIds,
      @Nullable List<String> traceIds,
      @Nullable String runId) {}

  /** How many are gone. */
  record Deleted(int tracesDeleted) {}

  @PATCH
  @Path("{trace}/tags")
  public Response setTag(@PathParam("trace") String trace, byte[] body) {
    String project = callers.caller().project();
    Entry tag = changeable(json.read(body, KeyValue.class));
    Entry cut = Entry.checkedTags(List.of(NewTraces.cut(tag.key(), tag.value()))).getFirst();
    traces.setTag(project, MlflowIds.trace(trace), cut);
    return json.done();
  }

  @DELETE
  @Path("{trace}/tags")
  public Response removeTag(@PathParam("trace") String trace, byte[] body) {
    String project = callers.caller().project();
    String key = changeable(json.read(body, KeyValue.class)).key();
    if (!traces.removeTag(project, MlflowIds.trace(trace), key)) {
      throw HttpFailure.notFound(
          "No trace tag with key '%s' for trace with ID '%s'".formatted(key, trace));
    }
    return json.done();
  }

  private static Entry changeable(KeyValue sent) {
    Entry tag = sent.entry();
    if (MADE_HERE.contains(tag.key())) {
      throw HttpFailure.badInput(
          "Tag '%s' is made by the server and cannot be changed".formatted(tag.key()));
    }
    return tag;
  }

  @POST
  @Path("delete-traces")
  public Response delete(byte[] body) {
    String project = callers.caller().project();
    Request request = json.read(body, Request.class);
    TrackingExperiment experiment = experiments.get(project, request.experimentId());
    List<String> ids = request.requestIds();
    var which =
        new TraceDeletion(
            experiment.id(),
            ids == null || ids.isEmpty() ? null : MlflowIds.traces(ids),
            request.maxTimestampMillis(),
            request.maxTraces());
    return json.ok(new Deleted(traces.delete(project, which)));
  }

  @POST
  @Path("link-to-run")
  public Response link(byte[] body) {
    Caller caller = callers.caller();
    Request request = json.read(body, Request.class);
    List<String> ids = request.traceIds();
    if (ids == null || ids.isEmpty()) {
      throw MlflowIds.missing("trace_ids");
    }
    if (ids.size() > MAX_LINKS) {
      throw HttpFailure.badInput(
          "Cannot link more than %d traces to a run in one request".formatted(MAX_LINKS));
    }
    UUID run = MlflowIds.run(request.runId(), null);
    traces.link(steps.opened(caller, run), run, MlflowIds.traces(ids));
    return json.done();
  }
}
