package dev.zeroflow.app.hub;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.hub.HubArtifact;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Artifacts of versions, and those of them that are models. */
@Path("/api/model_registry/{api:v1alpha3|v1}")
@RunOnVirtualThread
class HubArtifactsResource {
  private final CallerResolver callers;
  private final Authors authors;
  private final HubRegistry hub;
  private final HubArtifacts artifacts;
  private final HubJson json;

  HubArtifactsResource(
      CallerResolver callers,
      Authors authors,
      HubRegistry hub,
      HubArtifacts artifacts,
      HubJson json) {
    this.callers = callers;
    this.authors = authors;
    this.hub = hub;
    this.artifacts = artifacts;
    this.json = json;
  }

  @GET
  @Path("{kind:artifact|model_artifact}")
  public Response find(@PathParam("kind") String kind, @BeanParam HubParameters query) {
    return json.ok(
        found(kind, query.one()).stream()
            .findFirst()
            .map(HubBodies::artifact)
            .orElseThrow(() -> HubIds.missing("artifact", query.name + "")));
  }

  @GET
  @Path("{kind:artifacts|model_artifacts}")
  public Response list(@PathParam("kind") String kind, @BeanParam HubParameters parameters) {
    HubQuery query = parameters.page(null);
    return json.ok(HubArtifacts.page(found(kind, query), query));
  }

  private List<HubArtifact> found(String kind, HubQuery query) {
    String project = callers.caller().project();
    return kind.startsWith("model")
        ? hub.modelArtifacts(project, query)
        : hub.artifacts(project, query);
  }

  /** Every artifact belongs to a version here, as each is in the lineage. */
  @POST
  @Path("{kind:artifacts|model_artifacts}")
  public Response create(@PathParam("kind") String kind) {
    callers.caller();
    throw HttpFailure.badInput(
        "an artifact belongs to a version: send it to model_versions/{id}/artifacts");
  }

  @GET
  @Path("{kind:artifacts|model_artifacts}/{id}")
  public Response get(@PathParam("kind") String kind, @PathParam("id") String id) {
    return json.ok(HubBodies.artifact(artifacts.get(callers.caller().project(), id)));
  }

  @PATCH
  @Path("{kind:artifacts|model_artifacts}/{id}")
  public Response change(@PathParam("kind") String kind, @PathParam("id") String id, byte[] body) {
    return json.ok(artifacts.change(authors.author(), id, json.read(body)));
  }
}
