package dev.zeroflow.app.serving;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The address of every served model: forwards each request unchanged to the model's function, which
 * starts if it has to. Answers by itself only what it knows without a function.
 */
@Path("/")
class InferenceGateway {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** The Triton extension for binary tensors tells in this header where its JSON ends. */
  private static final String BINARY_HEADER = "Inference-Header-Content-Length";

  private static final String MODEL = "{name: [^/:]+}";

  private final CallerResolver callers;
  private final ModelServing serving;
  private final FunctionRuntime runtime;
  private final Supplier<UUID> ids;

  InferenceGateway(
      CallerResolver callers, ModelServing serving, FunctionRuntime runtime, Supplier<UUID> ids) {
    this.callers = callers;
    this.serving = serving;
    this.runtime = runtime;
    this.ids = ids;
  }

  /** Body of an error answer in both inference protocols. */
  record Failure(String error) {}

  @GET
  @Path("/v2")
  public Map<String, Object> server() {
    return Map.of("name", "zeroflow", "version", "0.1.0", "extensions", List.of());
  }

  @GET
  @Path("/v2/health/live")
  public Map<String, Boolean> live() {
    return Map.of("live", true);
  }

  @GET
  @Path("/v2/health/ready")
  public Map<String, Boolean> ready() {
    return Map.of("ready", true);
  }

  @GET
  @Path("/v2/models")
  public Map<String, List<String>> models() {
    return Map.of("models", serving.names(callers.caller().project()));
  }

  @GET
  @Path("/v1/models")
  public Map<String, List<String>> modelsV1() {
    return models();
  }

  @GET
  @Path("/v2/models/" + MODEL + "{rest: (/.*)?}")
  @RunOnVirtualThread
  public Response metadata(@PathParam("name") String name, @Context UriInfo uri) {
    return forward(name, "GET", uri, Map.of(), new byte[0]);
  }

  @GET
  @Path("/v1/models/" + MODEL)
  @RunOnVirtualThread
  public Response metadataV1(@PathParam("name") String name, @Context UriInfo uri) {
    return forward(name, "GET", uri, Map.of(), new byte[0]);
  }

  @POST
  @Path("/v2/models/" + MODEL + "{rest: (/versions/[^/]+)?/infer}")
  @RunOnVirtualThread
  public Response infer(
      @PathParam("name") String name,
      @HeaderParam("Content-Type") @Nullable String type,
      @HeaderParam(BINARY_HEADER) @Nullable String binary,
      @Context UriInfo uri,
      byte[] body) {
    return forward(name, "POST", uri, headers(type, binary), body);
  }

  @POST
  @Path("/v1/models/" + MODEL + ":predict")
  @RunOnVirtualThread
  public Response predict(
      @PathParam("name") String name,
      @HeaderParam("Content-Type") @Nullable String type,
      @Context UriInfo uri,
      byte[] body) {
    return forward(name, "POST", uri, headers(type, null), body);
  }

  private static Map<String, String> headers(@Nullable String type, @Nullable String binary) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", type == null ? MediaType.APPLICATION_JSON : type);
    if (binary != null) {
      headers.put(BINARY_HEADER, binary);
    }
    return headers;
  }

  private Response forward(
      String name, String method, UriInfo uri, Map<String, String> headers, byte[] body) {
    String project = callers.caller().project();
    InferenceService service = serving.find(project, name).orElse(null);
    if (service == null) {
      return failure(
          404, "no model is served as " + name + "; served are " + serving.names(project));
    }
    var call =
        new FunctionCall(
            "infer/" + ids.get(),
            InferenceFunctions.name(service),
            method,
            uri.getRequestUri().getRawPath(),
            headers,
            body,
            TIMEOUT);
    try {
      return answer(runtime.invoke(call));
    } catch (FunctionUnavailableException e) {
      return failure(status(e.reason()), String.valueOf(e.getMessage()));
    }
  }

  private static Response answer(FunctionReply reply) {
    var response = Response.status(reply.status()).entity(reply.body());
    response.type(reply.headers().getOrDefault("content-type", MediaType.APPLICATION_JSON));
    return response.header("X-Zeroflow-Cold-Start", reply.cold()).build();
  }

  private static int status(FunctionUnavailableException.Reason reason) {
    return switch (reason) {
      case QUEUE_FULL, START_FAILED, UNKNOWN_FUNCTION, CANCELLED -> 503;
      case CONNECTION_LOST -> 502;
      case TIMED_OUT -> 504;
    };
  }

  private static Response failure(int status, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new Failure(message))
        .build();
  }
}
