package dev.zeroflow.app.mlflow;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What clients ask to learn what this server can, answered to everybody. */
@Path("/")
@NonBlocking
class ServerInfoResource {
  /**
   * The release of MLflow that this server is like, as far as clients ask: from this one on they
   * send spans by OpenTelemetry's protocol, and store files of spans with older ones. Nothing else
   * hangs on it.
   */
  private static final String LIKE = "3.4.0";

  private final MlflowJson json;

  ServerInfoResource(MlflowJson json) {
    this.json = json;
  }

  /**
   * What this server can.
   *
   * @param storeType kind of store, as clients tell them apart
   * @param workspacesEnabled they are projects here
   * @param multipartUploadsEnabled large files go to the object store in parts
   * @param multipartDownloadsEnabled and come from there in ranges
   * @param presignedUploadRunIdSupported a file sent without this server would not be known here
   */
  record Info(
      String storeType,
      boolean workspacesEnabled,
      boolean traceArchivalEnabled,
      boolean multipartUploadsEnabled,
      boolean multipartDownloadsEnabled,
      boolean presignedUploadRunIdSupported,
      boolean presignedUploadModelIdSupported) {}

  @GET
  @Path("api/3.0/mlflow/server-info")
  public Response info() {
    return json.ok(new Info("SqlStore", true, false, true, true, false, false));
  }

  @GET
  @Path("version")
  @Produces(MediaType.TEXT_PLAIN)
  public String version() {
    return LIKE;
  }

  @GET
  @Path("health")
  @Produces(MediaType.TEXT_PLAIN)
  public String health() {
    return "OK";
  }
}
