package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
import dev.zeroflow.metadata.pipeline.PipelineVersions;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Versions of pipelines. */
@Path("/apis/v2beta1/pipelines/{pipeline:[^/:]+}/versions")
@RunOnVirtualThread
class PipelineVersionsResource {
  private final CallerResolver callers;
  private final PipelineCatalog pipelines;
  private final PipelineVersions versions;
  private final NewPipelines made;
  private final KfpJson json;

  PipelineVersionsResource(
      CallerResolver callers,
      PipelineCatalog pipelines,
      PipelineVersions versions,
      NewPipelines made,
      KfpJson json) {
    this.callers = callers;
    this.pipelines = pipelines;
    this.versions = versions;
    this.made = made;
    this.json = json;
  }

  private StoredPipeline pipeline(String id) {
    String project = callers.person("use pipelines").project();
    return pipelines
        .find(project, Refusals.id("pipeline", id))
        .orElseThrow(() -> Refusals.unknown("pipeline", id));
  }

  private StoredVersion version(StoredPipeline pipeline, String id) {
    return versions
        .find(pipeline.project(), pipeline.id(), Refusals.id("pipeline version", id))
        .orElseThrow(() -> Refusals.unknown("pipeline version", id));
  }

  @POST
  public Response create(@PathParam("pipeline") String pipelineId, byte[] body) {
    StoredPipeline pipeline = pipeline(pipelineId);
    StoredVersion version =
        made.version(pipeline.id(), json.read(body, PipelineBody.Version.class));
    versions.add(pipeline.project(), version);
    return json.ok(PipelineBody.of(version));
  }

  @GET
  public Response list(@PathParam("pipeline") String pipelineId, @BeanParam ListParameters query) {
    StoredPipeline pipeline = pipeline(pipelineId);
    Listing listing = query.listing(Fields.PIPELINE_VERSIONS, pipelineId, json);
    return json.ok(
        PageBody.of(
            "pipeline_versions",
            listing,
            versions.list(pipeline.project(), pipeline.id(), listing),
            PipelineBody::of));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("pipeline") String pipeline, @PathParam("id") String id) {
    return json.ok(PipelineBody.of(version(pipeline(pipeline), id)));
  }

  /** Changes display name and tags; what is left out stays, empty tags take all away. */
  @PATCH
  @Path("{id:[^/:]+}")
  public Response update(
      @PathParam("pipeline") String pipelineId, @PathParam("id") String id, byte[] body) {
    StoredPipeline pipeline = pipeline(pipelineId);
    StoredVersion old = version(pipeline, id);
    PipelineBody.Version change = json.read(body, PipelineBody.Version.class);
    String name = Refusals.orNull(change.displayName());
    var changed =
        new StoredVersion(
            old.id(),
            old.pipelineId(),
            old.name(),
            name == null ? old.displayName() : name,
            old.description(),
            old.codeSourceUrl(),
            change.tags() == null ? old.tags() : change.tags(),
            old.document(),
            old.createdAt());
    versions.update(pipeline.project(), changed);
    return json.ok(PipelineBody.of(changed));
  }

  @DELETE
  @Path("{id:[^/:]+}")
  public Response delete(@PathParam("pipeline") String pipelineId, @PathParam("id") String id) {
    StoredPipeline pipeline = pipeline(pipelineId);
    StoredVersion version = version(pipeline, id);
    versions.delete(pipeline.project(), pipeline.id(), version.id());
    return json.done();
  }
}
