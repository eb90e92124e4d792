package dev.zeroflow.app.http;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.ConflictException;
import dev.zeroflow.app.api.ForbiddenException;
import dev.zeroflow.app.api.InternalException;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.RefusedException;
import dev.zeroflow.app.api.TimedOutException;
import dev.zeroflow.app.api.UnauthenticatedException;
import dev.zeroflow.app.api.UnavailableException;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.scheduler.engine.KeyReusedException;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.store.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns the exceptions of the modules below into answers; anything else is a 500 without details.
 */
final class ErrorMapping {
  private static final System.Logger LOG = System.getLogger(ErrorMapping.class.getName());
  private static final int RETRY_SECONDS = 2;
  private static final int TOO_MANY = 429;

  @ServerExceptionMapper
  Response map(HttpFailure failure) {
    ErrorBody body = ErrorBody.of(failure.code(), String.valueOf(failure.getMessage()));
    Response answer = answer(failure.status(), body);
    return failure.status() == TOO_MANY
        ? Response.fromResponse(answer).header("Retry-After", RETRY_SECONDS).build()
        : answer;
  }

  @ServerExceptionMapper
  Response map(InvalidPipelineException e) {
    boolean located = e.line() > 0;
    var detail =
        new ErrorBody.Detail(
            e.code().name(),
            String.valueOf(e.getMessage()),
            e.path(),
            located ? e.line() : null,
            located ? e.column() : null);
    return answer(400, new ErrorBody(detail));
  }

  @ServerExceptionMapper
  Response map(MetadataException e) {
    int status =
        switch (e.code()) {
          case BAD_INPUT -> 400;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
        };
    return answer(status, ErrorBody.of(e.code().name(), String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  Response map(RefusedException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case BadInputException _ -> answer(400, ErrorBody.of("BAD_INPUT", message));
      case UnauthenticatedException _ -> answer(401, ErrorBody.of("UNAUTHENTICATED", message));
      case ForbiddenException _ -> answer(403, ErrorBody.of("FORBIDDEN", message));
      case NotFoundException _ -> answer(404, ErrorBody.of("NOT_FOUND", message));
      case ConflictException _ -> answer(409, ErrorBody.of("CONFLICT", message));
      case TimedOutException _ -> answer(503, ErrorBody.of("TIMED_OUT", message));
      case UnavailableException _ -> unavailable("database", e);
      case InternalException _ -> defect(e);
    };
  }

  @ServerExceptionMapper
  Response map(KeyReusedException e) {
    return answer(409, ErrorBody.of("CONFLICT", "the Idempotency-Key is used: " + e.getMessage()));
  }

  @ServerExceptionMapper
  Response map(StoreUnavailableException e) {
    return unavailable("database", e);
  }

  @ServerExceptionMapper
  Response map(StoreException e) {
    return e.isPassing() ? unavailable("database", e) : defect(e);
  }

  @ServerExceptionMapper
  Response map(ObjectStoreException e) {
    return e.reason() == ObjectStoreException.Reason.UNAVAILABLE
        ? unavailable("object store", e)
        : defect(e);
  }

  private static Response unavailable(String what, RuntimeException cause) {
    LOG.log(Level.WARNING, "the {0} does not answer: {1}", what, cause.getMessage());
    return Response.status(503)
        .header("Retry-After", RETRY_SECONDS)
        .type(MediaType.APPLICATION_JSON)
        .entity(ErrorBody.of("UNAVAILABLE", "the " + what + " does not answer; try again"))
        .build();
  }

  private static Response defect(RuntimeException cause) {
    LOG.log(Level.ERROR, "a request could not be answered", cause);
    return answer(500, ErrorBody.of("INTERNAL", "the server could not answer; its log tells why"));
  }

  /** What the framework refuses by itself, such as a body that is not what it claims to be. */
  @ServerExceptionMapper
  Response map(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 ->
          answer(400, ErrorBody.of("BAD_INPUT", "the body is not the JSON that is expected"));
      case 404 -> answer(404, ErrorBody.of("NOT_FOUND", "there is nothing at this address"));
      case 405 -> answer(405, ErrorBody.of("METHOD_NOT_ALLOWED", "this address has other methods"));
      case 415 ->
          answer(
              400,
              ErrorBody.of(
                  "BAD_INPUT", "the body has another Content-Type than this address takes"));
      default -> e.getResponse();
    };
  }

  /** No endpoint throws it: the framework does while it reads a body, if its form is broken. */
  @ServerExceptionMapper
  Response map(IOException e) {
    LOG.log(Level.DEBUG, "a body cannot be read", e);
    return answer(
        400, ErrorBody.of("BAD_INPUT", "the body is cut off, or not a form as it claims to be"));
  }

  private static Response answer(int status, ErrorBody body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
