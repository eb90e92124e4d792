package dev.zeroflow.app.http;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns the exceptions of the modules below into answers; anything else is a 500 without details.
 */
final class ErrorMapping {
  private static final int RETRY_SECONDS = 2;

  @ServerExceptionMapper
  Response map(HttpFailure failure) {
    return answer(
        failure.status(), ErrorBody.of(failure.code(), String.valueOf(failure.getMessage())));
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
  Response map(StoreUnavailableException e) {
    return Response.status(503)
        .header("Retry-After", RETRY_SECONDS)
        .type(MediaType.APPLICATION_JSON)
        .entity(ErrorBody.of("UNAVAILABLE", "the database does not answer; try again"))
        .build();
  }

  private static Response answer(int status, ErrorBody body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
