package dev.zeroflow.app.http;

import dev.zeroflow.app.server.ServerConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a browser was tricked into sending: without authentication, the only
 * protection of a server on this machine is that the request names this machine, both as host and,
 * from a page, as origin. With an access token, {@link SharedToken} takes its place: no browser
 * sends that by itself.
 */
@ApplicationScoped
class LoopbackOnly {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final int PRIORITY = 10_000;

  private final boolean isOpen;

  LoopbackOnly(ServerConfig config) {
    this.isOpen = config.accessToken().isEmpty();
  }

  void register(@Observes Filters filters) {
    if (isOpen) {
      filters.register(LoopbackOnly::check, PRIORITY);
    }
  }

  private static void check(RoutingContext context) {
    HostAndPort authority = context.request().authority();
    boolean host = authority != null && HOSTS.contains(authority.host());
    if (host && isOwnOrigin(context.request().getHeader("Origin"))) {
      context.next();
    } else {
      context
          .response()
          .setStatusCode(403)
          .putHeader("Content-Type", "application/json")
          .end(
              "{\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"call this server as 127.0.0.1 or localhost\"}}");
    }
  }

  private static boolean isOwnOrigin(@Nullable String origin) {
    if (origin == null) {
      return true;
    }
    try {
      String host = URI.create(origin).getHost();
      return host != null && HOSTS.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
