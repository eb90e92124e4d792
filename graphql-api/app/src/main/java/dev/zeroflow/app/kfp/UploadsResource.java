package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.http.UploadedDocument;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
import dev.zeroflow.metadata.pipeline.PipelineVersions;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Takes packages of pipelines. What belongs to them comes in the query, as clients send it. */
@Path("/apis/v2beta1/pipelines")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@RunOnVirtualThread
class UploadsResource {
  private static final String PART = "uploadfile";

  private final CallerResolver callers;
  private final PipelineCatalog pipelines;
  private final PipelineVersions versions;
  private final NewPipelines made;
  private final KfpJson json;

  UploadsResource(
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

  /** A new pipeline with the package as its first version. */
  @POST
  @Path("upload")
  public Response upload(
      @RestForm(PART) @Nullable FileUpload file,
      @QueryParam("name") @Nullable String name,
      @QueryParam("display_name") @Nullable String displayName,
      @QueryParam("description") @Nullable String description,
      @QueryParam("tags") @Nullable String tags,
      @QueryParam("code_source_url") @Nullable String codeSourceUrl) {
    String project = callers.person("upload pipelines").project();
    byte[] document = document(file);
    var said = said(file, name, displayName, description, tags, codeSourceUrl);
    StoredPipeline pipeline = made.pipeline(project, said);
    pipelines.create(pipeline, made.version(pipeline.id(), said.ofFirstVersion(), document));
    return json.ok(PipelineBody.of(pipeline));
  }

  /** A further version of a pipeline. */
  @POST
  @Path("upload_version")
  public Response uploadVersion(
      @RestForm(PART) @Nullable FileUpload file,
      @QueryParam("pipelineid") @Nullable String pipelineId,
      @QueryParam("name") @Nullable String name,
      @QueryParam("display_name") @Nullable String displayName,
      @QueryParam("description") @Nullable String description,
      @QueryParam("tags") @Nullable String tags,
      @QueryParam("code_source_url") @Nullable String codeSourceUrl) {
    String project = callers.person("upload pipelines").project();
    UUID pipeline = Refusals.idOrNull("pipelineid", pipelineId);
    if (pipeline == null) {
      throw HttpFailure.badInput("'pipelineid' is needed");
    }
    byte[] document = document(file);
    var said = said(file, name, displayName, description, tags, codeSourceUrl);
    StoredVersion version = made.version(pipeline, said, document);
    versions.add(project, version);
    return json.ok(PipelineBody.of(version));
  }

  private static byte[] document(@Nullable FileUpload file) {
    byte[] content = UploadedDocument.read(file, PART);
    return PipelinePackage.document(file == null ? "" : file.fileName(), content);
  }

  /** Without any name, the one of the file. */
  private NewPipelines.Said said(
      @Nullable FileUpload file,
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String description,
      @Nullable String tags,
      @Nullable String codeSourceUrl) {
    boolean unnamed = Refusals.orNull(name) == null && Refusals.orNull(displayName) == null;
    String used = unnamed && file != null ? file.fileName() : name;
    return NewPipelines.Said.of(used, displayName, description, codeSourceUrl, tags(tags));
  }

  private Map<String, String> tags(@Nullable String text) {
    var tags = new LinkedHashMap<String, String>();
    if (text != null && !text.isBlank()) {
      Map<?, ?> read = json.read(text.getBytes(StandardCharsets.UTF_8), Map.class);
      read.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
    }
    return tags;
  }
}
