package dev.zeroflow.app.auth;

import dev.zeroflow.app.api.ForbiddenException;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.UnauthenticatedException;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.metadata.project.Project;
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
 * error and never the local user. A user may name a project; who names none is in the default one.
 */
@ApplicationScoped
public class CallerResolver {
  private static final String BEARER = "Bearer ";

  private final CurrentVertxRequest request;
  private final AttemptDirectory attempts;
  private final ProjectDirectory projects;
  private final ExecutorService virtualThreads;

  CallerResolver(
      CurrentVertxRequest request,
      AttemptDirectory attempts,
      ProjectDirectory projects,
      @VirtualThreads ExecutorService virtualThreads) {
    this.request = request;
    this.attempts = attempts;
    this.projects = projects;
    this.virtualThreads = virtualThreads;
  }

  /**
   * The caller, for resolvers on virtual threads.
   *
   * @throws UnauthenticatedException if the header is not a bearer token of a running attempt
   * @throws NotFoundException if there is no such project as the request names
   * @throws ForbiddenException if it is not the one of the attempt
   */
  public Caller caller() {
    return caller(claim());
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
    Claim claim = claim();
    if (claim.isPlain()) {
      return Uni.createFrom().item(caller(claim));
    }
    @Nullable Context context = Vertx.currentContext();
    Uni<Caller> lookup =
        Uni.createFrom().item(() -> caller(claim)).runSubscriptionOn(virtualThreads);
    return context == null
        ? lookup
        : lookup.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  /**
   * Who a request says it comes from.
   *
   * @param project that it names; null if none
   */
  private record Claim(@Nullable String authorization, @Nullable String project) {
    /** Whether nothing needs to be looked up. */
    boolean isPlain() {
      return authorization == null && isDefault();
    }

    boolean isDefault() {
      return project == null || project.equals(Project.DEFAULT);
    }
  }

  private Caller caller(Claim claim) {
    @Nullable String authorization = claim.authorization();
    return authorization == null ? user(claim) : attempt(authorization, claim.project());
  }

  private LocalUser user(Claim claim) {
    @Nullable String project = claim.project();
    if (project == null || claim.isDefault()) {
      return new LocalUser(Project.DEFAULT);
    }
    if (!projects.has(project)) {
      throw new NotFoundException("there is no project \"%s\"".formatted(project));
    }
    return new LocalUser(project);
  }

  private AttemptCaller attempt(String authorization, @Nullable String project) {
    if (!authorization.startsWith(BEARER)) {
      throw new UnauthenticatedException("the Authorization header must be: Bearer <token>");
    }
    AttemptCaller attempt =
        attempts
            .byToken(authorization.substring(BEARER.length()))
            .orElseThrow(
                () ->
                    new UnauthenticatedException(
                        "the token is unknown; tokens of attempts end with their attempt"));
    if (project != null && !project.equals(attempt.project())) {
      throw new ForbiddenException("a task works in the project of its run only");
    }
    return attempt;
  }

  private Claim claim() {
    RoutingContext current = request.getCurrent();
    if (current == null) {
      throw new IllegalStateException("there is no current request to tell the caller from");
    }
    return new Claim(
        current.request().getHeader(HttpHeaders.AUTHORIZATION),
        ProjectHeader.of(current.request()));
  }
}
