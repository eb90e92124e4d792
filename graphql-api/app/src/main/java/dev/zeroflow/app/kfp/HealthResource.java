package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What clients ask first, and whether somebody may do something. */
@Path("/apis/v2beta1")
class HealthResource {
  private final CallerResolver callers;
  private final KfpJson json;

  HealthResource(CallerResolver callers, KfpJson json) {
    this.callers = callers;
    this.json = json;
  }

  /**
   * What kind of server this is.
   *
   * @param multiUser whether namespaces tell users apart
   * @param pipelineStore where pipelines are kept
   */
  record Health(boolean multiUser, String pipelineStore) {}

  /** Says that the server is there, to everybody. */
  @GET
  @Path("healthz")
  public Response health() {
    return json.ok(new Health(false, "database"));
  }

  /** Whoever may call may do everything. */
  @GET
  @Path("auth")
  @RunOnVirtualThread
  public Response authorize() {
    callers.person("use this API");
    return json.done();
  }
}
