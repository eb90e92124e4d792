package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.mlflow.MlflowTraces.Whole;
import dev.zeroflow.metadata.trace.NewTrace;
import dev.zeroflow.metadata.trace.Traces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Traces, from when they are told. */
@Path("/api/3.0/mlflow/traces")
@RunOnVirtualThread
class TracesResource {
  /** How often, and in which distance, is looked for spans that are still on their way. */
  private static final int LOOKS = 15;

  private static final long LOOK_MILLIS = 200;

  private final CallerResolver callers;
  private final TraceHomes homes;
  private final Traces traces;
  private final NewTraces read;
  private final MlflowTraces shown;
  private final MlflowJson json;

  TracesResource(
      CallerResolver callers,
      TraceHomes homes,
      Traces traces,
      NewTraces read,
      MlflowTraces shown,
      MlflowJson json) {
    this.callers = callers;
    this.homes = homes;
    this.traces = traces;
    this.read = read;
    this.shown = shown;
    this.json = json;
  }

  /** A trace that is told. */
  record Start(TraceBody.@Nullable Wrapped trace) {}

  /** Ids of traces. */
  record Ids(@Nullable List<String> traceIds) {}

  /** A trace with its spans. */
  record Complete(TraceBody traceInfo, List<JsonNode> spans) {
    static Complete of(Whole whole) {
      return new Complete(whole.traceInfo(), whole.spans());
    }
  }

  /** Traces with their spans. */
  record Many(List<Complete> traces) {}

  /** Traces without them. */
  record Infos(List<TraceBody> traceInfos) {}

  /** Clients tell a trace when it has ended. */
  @POST
  public Response start(byte[] body) {
    Caller caller = callers.caller();
    TraceBody.Wrapped sent = json.read(body, Start.class).trace();
    if (sent == null || sent.traceInfo() == null) {
      throw MlflowIds.missing("trace");
    }
    TraceBody info = sent.traceInfo();
    String experiment = info.traceLocation() == null ? null : info.traceLocation().experiment();
    NewTrace trace = read.read(info, homes.of(caller, experiment));
    traces.start(trace);
    return info(trace.project(), trace.id());
  }

  private Response info(String project, UUID id) {
    return json.ok("trace", new TraceBody.Wrapped(shown.info(project, id)));
  }

  @GET
  @Path("{trace}")
  public Response info(@PathParam("trace") String trace) {
    return info(callers.caller().project(), MlflowIds.trace(trace));
  }

  /** Spans may come behind their trace: they are waited for. */
  @GET
  @Path("get")
  public Response get(
      @QueryParam("trace_id") @Nullable String trace,
      @QueryParam("allow_partial") @Nullable Boolean partial) {
    String project = callers.caller().project();
    UUID id = MlflowIds.trace(trace);
    for (int look = 0; look < LOOKS; look++) {
      Whole whole =
          shown.whole(project, List.of(id)).stream()
              .findFirst()
              .orElseThrow(
                  () -> HttpFailure.notFound("Trace with ID '%s' not found".formatted(trace)));
      if (whole.complete() || Boolean.TRUE.equals(partial)) {
        return json.ok("trace", Complete.of(whole));
      }
      pause();
    }
    throw HttpFailure.notFound(
        "Trace with ID %s is not fully exported yet: try again later".formatted(trace));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while spans were awaited", e);
    }
  }

  /** Those that are complete. */
  @GET
  @Path("batchGet")
  public Response batchGet(@QueryParam("trace_ids") List<String> ids) {
    String project = callers.caller().project();
    return json.ok(
        new Many(
            shown.whole(project, MlflowIds.traces(limited(ids))).stream()
                .filter(Whole::complete)
                .map(Complete::of)
                .toList()));
  }

  @POST
  @Path("batchGetInfos")
  public Response batchGetInfos(byte[] body) {
    String project = callers.caller().project();
    List<String> ids = json.read(body, Ids.class).traceIds();
    List<String> wanted = limited(ids == null ? List.of() : ids);
    return json.ok(new Infos(shown.infos(project, MlflowIds.traces(wanted))));
  }

  private static List<String> limited(List<String> ids) {
    if (ids.size() > Traces.MAX_READ) {
      throw HttpFailure.badInput("trace_ids has at most %d entries".formatted(Traces.MAX_READ));
    }
    return ids;
  }
}
