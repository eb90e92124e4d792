package dev.zeroflow.app.hub;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.app.http.ErrorBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Gives the errors of the server the form that clients of this API expect. */
@Provider
class HubErrors implements ContainerResponseFilter {
  static final String ROOT = "/api/model_registry/";

  /** An error as clients read it. */
  record Body(@JsonProperty("code") String code, @JsonProperty("message") String message) {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getRequestUri().getPath();
    if (path.startsWith(ROOT) && response.getEntity() instanceof ErrorBody body) {
      response.setEntity(new Body(body.error().code(), body.error().message()));
    }
  }
}
