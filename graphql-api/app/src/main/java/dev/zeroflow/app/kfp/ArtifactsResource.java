package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Artifacts of all runs, to be read. */
@Path("/apis/v2beta1/artifacts")
@RunOnVirtualThread
class ArtifactsResource {
  private final CallerResolver callers;
  private final Artifacts artifacts;
  private final KfpJson json;

  ArtifactsResource(CallerResolver callers, Artifacts artifacts, KfpJson json) {
    this.callers = callers;
    this.artifacts = artifacts;
    this.json = json;
  }

  private String project() {
    return callers.person("read artifacts").project();
  }

  @GET
  public Response list(@BeanParam ListParameters query) {
    Listing listing = query.listing(Fields.ARTIFACTS, "", json);
    return json.ok(
        PageBody.of("artifacts", listing, artifacts.list(project(), listing), ArtifactBody::of));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    return json.ok(
        artifacts
            .find(project(), Refusals.id("artifact", id))
            .map(ArtifactBody::of)
            .orElseThrow(() -> Refusals.unknown("artifact", id)));
  }
}
