package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.app.http.ErrorBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/**
 * Gives the errors of the server the form and the codes that MLflow's clients expect. What exists
 * already is 400 there, and clients go on by that code.
 */
@Provider
class MlflowErrors implements ContainerResponseFilter {
  private static final List<String> PREFIXES =
      List.of("/api/2.0/mlflow", "/api/3.0/mlflow", "/ajax-api/2.0/mlflow", "/v1/traces");

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("BAD_INPUT", "INVALID_PARAMETER_VALUE"),
          Map.entry("NOT_FOUND", "RESOURCE_DOES_NOT_EXIST"),
          Map.entry("CONFLICT", "RESOURCE_ALREADY_EXISTS"),
          Map.entry("FORBIDDEN", "PERMISSION_DENIED"),
          Map.entry("METHOD_NOT_ALLOWED", "ENDPOINT_NOT_FOUND"),
          Map.entry("TOO_LARGE", "INVALID_PARAMETER_VALUE"),
          Map.entry("UNAVAILABLE", "TEMPORARILY_UNAVAILABLE"),
          Map.entry("INTERNAL", "INTERNAL_ERROR"));

  /** An error as clients read it. */
  record Body(
      @JsonProperty("error_code") String errorCode, @JsonProperty("message") String message) {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getRequestUri().getPath();
    if (PREFIXES.stream().anyMatch(path::startsWith)
        && response.getEntity() instanceof ErrorBody body) {
      String code = body.error().code();
      response.setEntity(new Body(CODES.getOrDefault(code, code), body.error().message()));
      if (code.equals("CONFLICT")) {
        response.setStatus(400);
      }
    }
  }
}
