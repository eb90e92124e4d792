package dev.zeroflow.app.http;

import dev.zeroflow.app.server.ServerConfig;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without the access token, where one is configured. Two others pass, and show their
 * endpoint who they are: attempts of tasks, and senders of what has a secret of its own. Whoever
 * shows the access token is a user, as everybody is on a server of one machine.
 *
 * <p>Paths are compared as they came, before anybody normalises them: one that is written in
 * another way needs the token.
 */
@ApplicationScoped
class SharedToken {
  private static final Set<String> HEALTH =
      Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");

  /** Endpoints that always ask for a secret of their own. */
  private static final Set<String> ASKING =
      Set.of("/api/v1/events", "/api/v1/events/s3", "/internal/v1/model");

  private static final String LINEAGE = "/api/v1/lineage";
  private static final int PRIORITY = 10_000;

  private final Optional<String> token;
  private final Set<String> passing;
  private final AttemptTokens attempts;

  SharedToken(ServerConfig config, AttemptTokens attempts) {
    this.token = config.accessToken();
    this.attempts = attempts;
    this.passing = new HashSet<>(HEALTH);
    this.passing.addAll(ASKING);
    if (config.openlineage().ingestKey().isPresent()) {
      this.passing.add(LINEAGE);
    }
  }

  void register(@Observes Filters filters) {
    token.ifPresent(it -> filters.register(context -> check(context, it), PRIORITY));
  }

  private void check(RoutingContext context, String expected) {
    HttpServerRequest request = context.request();
    @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (isShown(authorization, expected)) {
      // What is left of the request is that of a user.
      request.headers().remove(HttpHeaders.AUTHORIZATION);
      context.next();
    } else if (passing.contains(request.path()) || isAttempt(authorization)) {
      context.next();
    } else {
      refuse(context);
    }
  }

  private static boolean isShown(@Nullable String authorization, String expected) {
    return BearerToken.isBearer(authorization) && BearerToken.matches(authorization, expected);
  }

  private boolean isAttempt(@Nullable String authorization) {
    return BearerToken.isBearer(authorization)
        && attempts.read(BearerToken.of(authorization)).isPresent();
  }

  private static void refuse(RoutingContext context) {
    var error =
        new JsonObject()
            .put("code", "UNAUTHENTICATED")
            .put("message", "show the access token of this server: Authorization: Bearer <token>");
    context
        .response()
        .setStatusCode(401)
        .putHeader("Content-Type", "application/json")
        .putHeader("WWW-Authenticate", "Bearer")
        .end(new JsonObject().put("error", error).encode());
  }
}
