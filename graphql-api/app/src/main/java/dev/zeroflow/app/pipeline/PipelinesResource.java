package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.UploadedDocument;
import dev.zeroflow.app.python.EnvironmentsAhead;
import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.pipeline.PipelineVersion;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Stores pipeline documents under a name, so that triggers can start them. */
@Path("/api/v1/pipelines")
class PipelinesResource {
  private final CallerResolver callers;
  private final Pipelines pipelines;
  private final EnvironmentsAhead environments;

  PipelinesResource(CallerResolver callers, Pipelines pipelines, EnvironmentsAhead environments) {
    this.callers = callers;
    this.pipelines = pipelines;
    this.environments = environments;
  }

  /** The answer to an upload. */
  record Uploaded(String pipeline, int version, String digest) {}

  /**
   * Stores the next version; the document of the newest version again is that version.
   *
   * @param pipeline KFP v2 pipeline document
   * @param name name of the pipeline; the document's own name if absent
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Response upload(
      @RestForm("pipeline") @Nullable FileUpload pipeline,
      @RestForm("name") @Nullable String name) {
    String project = callers.person("upload pipelines").project();
    byte[] document = UploadedDocument.read(pipeline, "pipeline");
    PipelineSpec spec = PipelineParser.parse(document);
    String own = spec.name();
    PipelineVersion version =
        pipelines.add(
            new Pipeline(project, name == null || name.isBlank() ? own : name),
            RunClient.digest(document),
            new String(document, StandardCharsets.UTF_8));
    environments.accept(spec);
    return Response.status(201)
        .entity(new Uploaded(version.pipeline().name(), version.number(), version.digest()))
        .build();
  }
}
