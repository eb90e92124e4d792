package dev.zeroflow.app.hub;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.hub.HubVersion;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.VersionChange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Versions of models, and the lists of their artifacts. */
@Path("/api/model_registry/{api:v1alpha3|v1}")
@RunOnVirtualThread
class HubVersionsResource {
  private final CallerResolver callers;
  private final Authors authors;
  private final HubRegistry hub;
  private final ModelRegistry registry;
  private final HubVersions versions;
  private final HubArtifacts artifacts;
  private final HubJson json;

  HubVersionsResource(
      CallerResolver callers,
      Authors authors,
      HubRegistry hub,
      ModelRegistry registry,
      HubVersions versions,
      HubArtifacts artifacts,
      HubJson json) {
    this.callers = callers;
    this.authors = authors;
    this.hub = hub;
    this.registry = registry;
    this.versions = versions;
    this.artifacts = artifacts;
    this.json = json;
  }

  @GET
  @Path("model_version")
  public Response find(@BeanParam HubParameters query) {
    return json.ok(
        hub.versions(callers.caller().project(), query.one()).stream()
            .findFirst()
            .map(HubBodies::version)
            .orElseThrow(() -> HubIds.missing("model version", query.name + "")));
  }

  @GET
  @Path("model_versions")
  public Response list(@BeanParam HubParameters parameters) {
    return json.ok(versions.page(callers.caller().project(), parameters.page(null)));
  }

  @POST
  @Path("model_versions")
  public Response create(byte[] body) {
    Author author = authors.author();
    HubBody request = json.read(body);
    Integer id = request.number("registeredModelId");
    var model =
        hub.models(author.project(), HubQuery.byId(id)).stream()
            .findFirst()
            .orElseThrow(() -> HubIds.missing("model", id));
    return json.created(versions.create(author, callers.caller(), model, request));
  }

  @GET
  @Path("model_versions/{id}")
  public Response get(@PathParam("id") String id) {
    return json.ok(HubBodies.version(versions.get(callers.caller().project(), id)));
  }

  @PATCH
  @Path("model_versions/{id}")
  public Response change(@PathParam("id") String id, byte[] body) {
    Author author = authors.author();
    HubBody request = json.read(body);
    HubVersion found = versions.get(author.project(), id);
    ModelVersion version = found.version();
    var change =
        new VersionChange(
            request.text("description"), null, Map.of(), request.onto(version.properties()));
    ModelVersion after = registry.change(author, version.model(), version.version(), change);
    return json.ok(
        HubBodies.version(
            new HubVersion(after, found.number(), found.modelNumber(), found.name())));
  }

  @GET
  @Path("model_versions/{id}/artifacts")
  public Response artifacts(@PathParam("id") String id, @BeanParam HubParameters parameters) {
    String project = callers.caller().project();
    int version = versions.get(project, id).number();
    HubQuery query = parameters.page(version);
    return json.ok(HubArtifacts.page(hub.artifacts(project, query), query));
  }

  /** Changes the artifact if the request has the id of one. */
  @POST
  @Path("model_versions/{id}/artifacts")
  public Response addArtifact(@PathParam("id") String id, byte[] body) {
    Author author = authors.author();
    HubBody request = json.read(body);
    int version = versions.get(author.project(), id).number();
    String known = request.text("id");
    return known == null
        ? json.created(artifacts.add(author, version, request))
        : json.ok(artifacts.change(author, known, request));
  }
}
