package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pipeline as it is sent. */
record PipelineBody(
    @Nullable String pipelineId,
    @Nullable String displayName,
    @Nullable String name,
    @Nullable String description,
    @Nullable Instant createdAt,
    @Nullable String namespace,
    @Nullable JsonNode error,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, String> tags) {

  /**
   * A version as it is sent.
   *
   * @param packageUrl where upstream servers fetch the document; this one fetches nothing
   */
  record Version(
      @Nullable String pipelineId,
      @Nullable String pipelineVersionId,
      @Nullable String displayName,
      @Nullable String name,
      @Nullable String description,
      @Nullable Instant createdAt,
      @Nullable PackageUrl packageUrl,
      @Nullable String codeSourceUrl,
      @Nullable JsonNode pipelineSpec,
      @Nullable JsonNode error,
      @Nullable Map<String, String> tags) {}

  /** The address of a package. */
  record PackageUrl(@Nullable String pipelineUrl) {}

  /** A pipeline with its first version. */
  record Both(@Nullable PipelineBody pipeline, @Nullable Version pipelineVersion) {}

  /** A version as it is shown. */
  record ShownVersion(
      String pipelineId,
      String pipelineVersionId,
      String displayName,
      String name,
      String description,
      Instant createdAt,
      String codeSourceUrl,
      @Nullable Object pipelineSpec,
      Map<String, String> tags) {}

  static PipelineBody of(StoredPipeline it) {
    return new PipelineBody(
        it.id().toString(),
        it.shownName(),
        it.name(),
        it.description(),
        it.createdAt(),
        null,
        null,
        it.tags());
  }

  static ShownVersion of(StoredVersion it) {
    return new ShownVersion(
        it.pipelineId().toString(),
        it.id().toString(),
        it.shownName(),
        it.name(),
        it.description(),
        it.createdAt(),
        it.codeSourceUrl(),
        SpecJson.shown(it.document()),
        it.tags());
  }
}
