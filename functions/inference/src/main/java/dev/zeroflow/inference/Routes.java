package dev.zeroflow.inference;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of both protocols. The model is loaded before the router asks for them, and the port
 * opens after: a process that accepts a connection can answer.
 */
@Singleton
final class Routes {
  static final int MAX_BODY_BYTES = 16 << 20;
  private static final Logger LOG = Logger.getLogger(Routes.class);
  private static final String BINARY_HEADER = "Inference-Header-Content-Length";
  private static final String MODEL = "/(?<model>[^/:]+)(/versions/(?<version>[^/]+))?";

  private final Protocols protocols;

  Routes(ServedModel served) {
    this.protocols = new Protocols(served);
  }

  void register(@Observes Router router) {
    String name = protocols.served().name();
    get(
        router.get("/v2"),
        c -> Map.of("name", "zeroflow", "version", "0.1.0", "extensions", List.of()));
    get(router.get("/v2/health/live"), c -> Map.of("live", true));
    get(router.get("/v2/health/ready"), c -> Map.of("ready", true));
    get(router.get("/v2/models"), c -> Map.of("models", List.of(name)));
    get(router.get("/v1/models"), c -> Map.of("models", List.of(name)));
    get(router.getWithRegex("/v2/models" + MODEL), ofModel(c -> protocols.metadata()));
    Map<String, Object> ready = Map.of("name", name, "ready", true);
    get(router.getWithRegex("/v2/models" + MODEL + "/ready"), ofModel(c -> ready));
    get(router.getWithRegex("/v1/models/(?<model>[^/:]+)"), ofModel(c -> ready));
    post(router.postWithRegex("/v2/models" + MODEL + "/infer"), ofModel(this::infer));
    post(
        router.postWithRegex("/v1/models/(?<model>[^/:]+):predict"),
        ofModel(c -> protocols.predict(body(c))));
    router.route().last().handler(c -> error(c, 404, "there is nothing at " + c.request().path()));
  }

  private Object infer(RoutingContext context) {
    RefusedException.check(
        !context.request().headers().contains(BINARY_HEADER),
        "binary tensor data is not supported; send data as JSON numbers");
    return protocols.infer(body(context));
  }

  private static byte[] body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private void get(Route route, Function<RoutingContext, Object> answer) {
    route.handler(context -> answer(context, answer)).failureHandler(this::fail);
  }

  /** Reading a large body takes long enough to hold up others, so it is done on a worker thread. */
  private void post(Route route, Function<RoutingContext, Object> answer) {
    route
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .blockingHandler(context -> answer(context, answer), false)
        .failureHandler(this::fail);
  }

  private Function<RoutingContext, Object> ofModel(Function<RoutingContext, Object> answer) {
    return context -> {
      checkServed(context.pathParam("model"), context.pathParam("version"));
      return answer.apply(context);
    };
  }

  private void checkServed(@Nullable String model, @Nullable String version) {
    ServedModel served = protocols.served();
    if (!served.name().equals(model) || (version != null && !served.version().equals(version))) {
      throw RefusedException.notFound(
          "%s is not served here, only version %s of %s"
              .formatted(
                  version == null ? model : "version " + version + " of " + model,
                  served.version(),
                  served.name()));
    }
  }

  private void answer(RoutingContext context, Function<RoutingContext, Object> answer) {
    try {
      end(context, 200, answer.apply(context));
    } catch (RefusedException e) {
      error(context, e.status(), String.valueOf(e.getMessage()));
    }
  }

  private void fail(RoutingContext context) {
    switch (context.statusCode()) {
      case 413 -> error(context, 413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
      default -> {
        LOG.error("request failed", context.failure());
        error(context, 500, "internal error");
      }
    }
  }

  private void error(RoutingContext context, int status, String message) {
    end(context, status, Map.of("error", message));
  }

  private void end(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(protocols.write(body)));
  }
}
