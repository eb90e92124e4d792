package dev.zeroflow.app.auth;

import dev.zeroflow.app.api.ForbiddenException;
import dev.zeroflow.app.api.UnauthenticatedException;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent the current request by its {@code Authorization} header. No header is the local
 * user, because the server listens on this machine only; a header that is not understood is an
 * error and never the local user.
 */
@ApplicationScoped
public class CallerResolver {
  private static final String BEARER = "Bearer ";

  private final CurrentVertxRequest request;
  private final AttemptDirectory attempts;
  private final ExecutorService virtualThreads;

  CallerResolver(
      CurrentVertxRequest request,
      AttemptDirectory attempts,
      @VirtualThreads ExecutorService virtualThreads) {
    this.request = request;
    this.attempts = attempts;
    this.virtualThreads = virtualThreads;
  }

  /**
   * The caller, for resolvers on virtual threads.
   *
   * @throws UnauthenticatedException if the header is not a bearer token of a running attempt
   */
  public Caller caller() {
    return caller(authorization());
  }

  /**
   * The person who calls, for what tasks may not do.
   *
   * @param what what it is, e.g. {@code create triggers}; for the message
   * @throws ForbiddenException if an attempt of a task calls
   */
  public LocalUser person(String what) {
    return switch (caller()) {
      case LocalUser user -> user;
      case AttemptCaller _ ->
          throw new ForbiddenException("a task may not " + what + ": do it outside of runs");
    };
  }

  /** Like {@link #caller}, for resolvers on the event loop: the item comes on the same context. */
  public Uni<Caller> resolve() {
    @Nullable String authorization = authorization();
    if (authorization == null) {
      return Uni.createFrom().item(caller(null));
    }
    @Nullable Context context = Vertx.currentContext();
    Uni<Caller> lookup =
        Uni.createFrom().item(() -> caller(authorization)).runSubscriptionOn(virtualThreads);
    return context == null
        ? lookup
        : lookup.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  private Caller caller(@Nullable String authorization) {
    if (authorization == null) {
      return new LocalUser(LocalProject.NAME);
    }
    if (!authorization.startsWith(BEARER)) {
      throw new UnauthenticatedException("the Authorization header must be: Bearer <token>");
    }
    return attempts
        .byToken(authorization.substring(BEARER.length()))
        .orElseThrow(
            () ->
                new UnauthenticatedException(
                    "the token is unknown; tokens of attempts end with their attempt"));
  }

  private @Nullable String authorization() {
    RoutingContext current = request.getCurrent();
    if (current == null) {
      throw new IllegalStateException("there is no current request to tell the caller from");
    }
    return current.request().getHeader(HttpHeaders.AUTHORIZATION);
  }
}
