package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.app.http.ErrorBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Gives the errors of the server the form that clients of this API expect. */
@Provider
class ErrorBodies implements ContainerResponseFilter {
  private static final String PREFIX = "/apis/";
  private static final String UPLOADS = PREFIX + "v2beta1/pipelines/upload";

  /** An error of the two upload addresses, which are not generated from gRPC upstream. */
  record UploadError(
      @JsonProperty("error_message") String message,
      @JsonProperty("error_details") String details) {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getRequestUri().getPath();
    if (!path.startsWith(PREFIX) || !(response.getEntity() instanceof ErrorBody body)) {
      return;
    }
    String message = body.error().message();
    response.setEntity(
        path.startsWith(UPLOADS)
            ? new UploadError(message, body.error().code() + ": " + message)
            : StatusBody.of(GrpcCode.of(body.error().code(), response.getStatus()), message));
  }
}
