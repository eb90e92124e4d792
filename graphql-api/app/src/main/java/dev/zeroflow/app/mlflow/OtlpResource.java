package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.otlp.OtlpSpans;
import dev.zeroflow.metadata.trace.SpanBatch;
import dev.zeroflow.metadata.trace.Traces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Spans as they end, by OpenTelemetry's protocol: from MLflow's clients, or from anything else. */
@Path("/v1/traces")
@RunOnVirtualThread
class OtlpResource {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String GZIP = "gzip";

  /** Most bytes of a request that came packed. */
  private static final int MAX_UNPACKED = 64 << 20;

  private final CallerResolver callers;
  private final TraceHomes homes;
  private final StepRuns steps;
  private final Traces traces;

  OtlpResource(CallerResolver callers, TraceHomes homes, StepRuns steps, Traces traces) {
    this.callers = callers;
    this.homes = homes;
    this.steps = steps;
    this.traces = traces;
  }

  /** Stores all spans, or none. An answer without bytes is the message that says so. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response store(
      @HeaderParam("Content-Type") @Nullable String type,
      @HeaderParam("Content-Encoding") @Nullable String encoding,
      @HeaderParam("x-mlflow-experiment-id") @Nullable String experiment,
      @HeaderParam("x-mlflow-run-id") @Nullable String run,
      byte[] body) {
    Caller caller = callers.caller();
    if (type == null || !type.strip().startsWith(PROTOBUF)) {
      throw HttpFailure.badInput("Content-Type must be " + PROTOBUF);
    }
    TraceHome home = homes.of(caller, experiment);
    List<SpanBatch> batches = SpanBatch.of(OtlpSpans.read(unpacked(body, encoding)));
    List<SpanBatch> placed =
        home.source()
            .map(source -> batches.stream().map(batch -> batch.with(source)).toList())
            .orElse(batches);
    traces.add(caller.project(), home.experiment().id(), placed);
    link(caller, run, batches);
    return Response.ok(new byte[0], PROTOBUF).build();
  }

  private void link(Caller caller, @Nullable String sent, List<SpanBatch> batches) {
    if (sent != null && !sent.isEmpty()) {
      UUID run = MlflowIds.run(sent, null);
      traces.link(steps.opened(caller, run), run, batches.stream().map(SpanBatch::trace).toList());
    }
  }

  private static byte[] unpacked(byte[] body, @Nullable String encoding) {
    if (encoding == null || encoding.isBlank()) {
      return body;
    }
    if (!encoding.strip().equalsIgnoreCase(GZIP)) {
      throw HttpFailure.badInput("Content-Encoding must be gzip, or nothing");
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = in.readNBytes(MAX_UNPACKED + 1);
      if (bytes.length > MAX_UNPACKED) {
        throw HttpFailure.badInput(
            "the unpacked request has more than %d bytes".formatted(MAX_UNPACKED));
      }
      return bytes;
    } catch (IOException e) {
      throw HttpFailure.badInput("the body is not the gzip that it claims to be");
    }
  }
}
