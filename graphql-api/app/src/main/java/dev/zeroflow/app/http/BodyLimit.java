package dev.zeroflow.app.http;

import dev.zeroflow.app.server.ServerConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that announce more than their endpoint takes, with a readable answer: they are
 * read to their end and dropped, because a client that is cut off while it sends never sees why.
 *
 * <p>Files have a limit of their own. The framework knows one limit only, which it applies between
 * the two filters here: the announcement of a file is hidden from it.
 */
@ApplicationScoped
class BodyLimit {
  /**
   * A pipeline document of 32 MiB and the form around it; {@code quarkus.http.limits.max-body-size}
   * cuts what is not announced.
   */
  static final long MAX_BYTES = 40L << 20;

  /** A GraphQL document and its variables, or events: they hold no files. */
  static final long MAX_DOCUMENT_BYTES = 1L << 20;

  /** More than this is not even read. */
  private static final long MAX_DRAINED_BYTES = 1L << 30;

  private static final int PRIORITY = 9_000;

  /** Behind the framework's limit, before the endpoints. */
  private static final int BEHIND = 1;

  /** Name of the limit that the framework applies to what it reads of a request. */
  private static final String LIMIT = "io.quarkus.max-request-size";

  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  private static final Set<String> DOCUMENTS =
      Set.of("/graphql", "/api/v1/events", "/api/v1/events/s3");

  /** Where errors have a form of their own. */
  private static final String MLFLOW = "/api/[23]\\.0/mlflow.*|/v1/traces";

  private static final String LENGTH = "Content-Length";
  private static final String HIDDEN = BodyLimit.class.getName();

  private final long maxFile;

  BodyLimit(ServerConfig config) {
    this.maxFile = config.files().maxSize().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
    filters.register(this::open, BEHIND);
  }

  private static boolean isFile(RoutingContext context) {
    return context.request().method().equals(HttpMethod.PUT)
        && context.normalizedPath().startsWith(FILES);
  }

  private static boolean isDocument(RoutingContext context) {
    return DOCUMENTS.contains(context.normalizedPath());
  }

  private long max(RoutingContext context) {
    if (isFile(context)) {
      return maxFile;
    }
    return isDocument(context) ? MAX_DOCUMENT_BYTES : MAX_BYTES;
  }

  private void open(RoutingContext context) {
    if (isDocument(context)) {
      context.put(LIMIT, MAX_DOCUMENT_BYTES);
    }
    if (isFile(context)) {
      context.put(LIMIT, maxFile);
      String announced = context.get(HIDDEN);
      if (announced != null) {
        context.request().headers().set(LENGTH, announced);
      }
    }
    context.next();
  }

  private void check(RoutingContext context) {
    String header = context.request().getHeader(LENGTH);
    long announced = length(header);
    boolean file = isFile(context);
    long max = max(context);
    if (announced <= max) {
      if (file && header != null) {
        context.put(HIDDEN, header);
        context.request().headers().remove(LENGTH);
      }
      context.next();
    } else if (announced > MAX_DRAINED_BYTES) {
      refuse(context, max);
    } else {
      HttpServerRequest request = context.request();
      request.handler(ignored -> {});
      request.endHandler(ended -> refuse(context, max));
      request.resume();
    }
  }

  private static void refuse(RoutingContext context, long max) {
    String message = "the request is larger than the %d MB that are accepted".formatted(max >> 20);
    boolean mlflow = context.normalizedPath().matches(MLFLOW);
    var error = new JsonObject().put("code", "TOO_LARGE").put("message", message);
    var body =
        mlflow
            ? new JsonObject().put("error_code", "INVALID_PARAMETER_VALUE").put("message", message)
            : new JsonObject().put("error", error);
    context
        .response()
        .setStatusCode(400)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(body.encode());
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
