package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Pipelines, without their versions. */
@Path("/apis/v2beta1/pipelines")
@RunOnVirtualThread
class PipelinesResource {
  private static final String WHAT = "pipeline";

  private final CallerResolver callers;
  private final PipelineCatalog pipelines;
  private final NewPipelines made;
  private final KfpJson json;

  PipelinesResource(
      CallerResolver callers, PipelineCatalog pipelines, NewPipelines made, KfpJson json) {
    this.callers = callers;
    this.pipelines = pipelines;
    this.made = made;
    this.json = json;
  }

  private String project() {
    return callers.person("use pipelines").project();
  }

  private StoredPipeline pipeline(String project, String id) {
    return pipelines
        .find(project, Refusals.id(WHAT, id))
        .orElseThrow(() -> Refusals.unknown(WHAT, id));
  }

  /** A pipeline without versions yet. */
  @POST
  public Response create(byte[] body) {
    String project = project();
    var said = NewPipelines.Said.of(json.read(body, PipelineBody.class));
    StoredPipeline pipeline = made.pipeline(project, said);
    pipelines.create(pipeline, null);
    return json.ok(PipelineBody.of(pipeline));
  }

  /** A pipeline with its first version. */
  @POST
  @Path("create")
  public Response createBoth(byte[] body) {
    String project = project();
    PipelineBody.Both both = json.read(body, PipelineBody.Both.class);
    if (both.pipeline() == null || both.pipelineVersion() == null) {
      throw HttpFailure.badInput("'pipeline' and 'pipeline_version' are needed");
    }
    StoredPipeline pipeline = made.pipeline(project, NewPipelines.Said.of(both.pipeline()));
    StoredVersion first = made.version(pipeline.id(), both.pipelineVersion());
    pipelines.create(pipeline, first);
    return json.ok(PipelineBody.of(pipeline));
  }

  @GET
  public Response list(@BeanParam ListParameters query) {
    String project = project();
    Listing listing = query.listing(Fields.PIPELINES, "", json);
    return json.ok(
        PageBody.of("pipelines", listing, pipelines.list(project, listing), PipelineBody::of));
  }

  @GET
  @Path("{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    return json.ok(PipelineBody.of(pipeline(project(), id)));
  }

  @GET
  @Path("names/{name}")
  public Response named(@PathParam("name") String name) {
    return json.ok(
        PipelineBody.of(
            pipelines.named(project(), name).orElseThrow(() -> Refusals.unknown(WHAT, name))));
  }

  /** Changes display name and tags; what is left out stays, empty tags take all away. */
  @PATCH
  @Path("{id:[^/:]+}")
  public Response update(@PathParam("id") String id, byte[] body) {
    StoredPipeline old = pipeline(project(), id);
    PipelineBody change = json.read(body, PipelineBody.class);
    String name = Refusals.orNull(change.displayName());
    var changed =
        new StoredPipeline(
            old.id(),
            old.project(),
            old.name(),
            name == null ? old.displayName() : name,
            old.description(),
            change.tags() == null ? old.tags() : change.tags(),
            old.createdAt());
    pipelines.update(changed);
    return json.ok(PipelineBody.of(changed));
  }

  /**
   * Deletes a pipeline.
   *
   * @param cascade whether its versions go with it; without it, a pipeline that has some stays
   */
  @DELETE
  @Path("{id:[^/:]+}")
  public Response delete(
      @PathParam("id") String id, @QueryParam("cascade") @Nullable String cascade) {
    String project = project();
    boolean all = "true".equalsIgnoreCase(cascade);
    return switch (pipelines.delete(project, Refusals.id(WHAT, id), all)) {
      case DELETED -> json.done();
      case UNKNOWN -> throw Refusals.unknown(WHAT, id);
      case HAS_VERSIONS ->
          throw Refusals.state("the pipeline has versions; delete them first, or set cascade=true");
    };
  }
}
