package dev.zeroflow.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that announce more than any endpoint takes, with a readable answer: they are read
 * to their end and dropped, because a client that is cut off while it sends never sees why.
 */
@ApplicationScoped
class BodyLimit {
  /**
   * A pipeline document of 32 MiB and the form around it; {@code quarkus.http.limits.max-body-size}
   * cuts what is not announced.
   */
  static final long MAX_BYTES = 40L << 20;

  /** More than this is not even read. */
  private static final long MAX_DRAINED_BYTES = 1L << 30;

  private static final int PRIORITY = 9_000;

  void register(@Observes Filters filters) {
    filters.register(BodyLimit::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    long announced = length(context.request().getHeader("Content-Length"));
    if (announced <= MAX_BYTES) {
      context.next();
    } else if (announced > MAX_DRAINED_BYTES) {
      refuse(context);
    } else {
      HttpServerRequest request = context.request();
      request.handler(ignored -> {});
      request.endHandler(ended -> refuse(context));
      request.resume();
    }
  }

  private static void refuse(RoutingContext context) {
    var error =
        new JsonObject()
            .put("code", "TOO_LARGE")
            .put(
                "message",
                "the request is larger than the %d MB that are accepted"
                    .formatted(MAX_BYTES >> 20));
    context
        .response()
        .setStatusCode(400)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(new JsonObject().put("error", error).encode());
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
