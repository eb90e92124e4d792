package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FilePath;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Refuses addresses of files that could lead out of a folder, as they were sent: behind it, the
 * framework has resolved them, and they are other addresses. A semicolon is part of a name here:
 * written as such, the framework would take it for the begin of a parameter, and decode the name
 * twice.
 */
@ApplicationScoped
class PlainPaths {
  private static final String FILES = "/api/2.0/mlflow-artifacts/";
  private static final int PRIORITY = 9_500;

  void register(@Observes Filters filters) {
    filters.register(PlainPaths::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    String sent = context.request().path();
    if (sent == null || !sent.startsWith(FILES)) {
      context.next();
      return;
    }
    try {
      FilePath.directory(decoded(sent.substring(FILES.length())));
      go(context, sent);
    } catch (MetadataException | IllegalArgumentException e) {
      refuse(context, String.valueOf(e.getMessage()));
    }
  }

  private static void go(RoutingContext context, String sent) {
    if (sent.indexOf(';') < 0) {
      context.next();
      return;
    }
    String query = context.request().query();
    String path = sent.replace(";", "%3B");
    context.reroute(query == null ? path : path + "?" + query);
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void refuse(RoutingContext context, String message) {
    var body =
        new JsonObject().put("error_code", "INVALID_PARAMETER_VALUE").put("message", message);
    context
        .response()
        .setStatusCode(400)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(body.encode());
  }
}
