package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
import dev.zeroflow.metadata.pipeline.PipelineVersions;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.metadata.schedule.RecurringRun.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the document that a run executes. */
@ApplicationScoped
class PipelineSources {
  private final PipelineCatalog pipelines;
  private final PipelineVersions versions;
  private final KfpJson json;

  PipelineSources(PipelineCatalog pipelines, PipelineVersions versions, KfpJson json) {
    this.pipelines = pipelines;
    this.versions = versions;
    this.json = json;
  }

  /**
   * A document with where it is from.
   *
   * @param version null if the document came with the request
   */
  record Found(byte[] document, @Nullable VersionReference version) {}

  /** What a request names: a document of its own, or a version. */
  Source source(@Nullable JsonNode spec, @Nullable VersionReferenceBody reference) {
    boolean inline = spec != null && !spec.isNull() && !spec.isEmpty();
    if (inline == (reference != null)) {
      throw HttpFailure.badInput(
          "there must be either a pipeline_spec or a pipeline_version_reference");
    }
    return spec != null && inline
        ? new Source.Document(new String(SpecJson.document(spec, json), StandardCharsets.UTF_8))
        : new Source.Version(reference == null ? missing() : reference.reference());
  }

  /**
   * The version that a request names, in either way.
   *
   * @param version its id alone, as older clients send it
   * @throws HttpFailure with 400 if both ways are there and differ, with 404 if there is none
   */
  @Nullable VersionReferenceBody reference(
      String project, @Nullable VersionReferenceBody reference, @Nullable String version) {
    UUID id = Refusals.idOrNull("pipeline_version_id", version);
    if (id == null) {
      return reference;
    }
    StoredVersion found =
        versions.byId(project, id).orElseThrow(() -> Refusals.unknown("pipeline version", id));
    var named = new VersionReference(found.pipelineId(), id);
    if (reference != null && !reference.reference().equals(named)) {
      throw HttpFailure.badInput(
          "pipeline_version_id and pipeline_version_reference name different versions");
    }
    return VersionReferenceBody.of(named);
  }

  private static VersionReference missing() {
    throw HttpFailure.badInput("there is no pipeline_version_reference");
  }

  /**
   * The document of a source as it is now.
   *
   * @throws HttpFailure with 404 if its version is not there
   */
  Found find(String project, Source source) {
    return switch (source) {
      case Source.Document document ->
          new Found(document.text().getBytes(StandardCharsets.UTF_8), null);
      case Source.Version named -> find(project, named.reference());
    };
  }

  private Found find(String project, VersionReference reference) {
    UUID pipeline = reference.pipelineId();
    if (pipelines.find(project, pipeline).isEmpty()) {
      throw Refusals.unknown("pipeline", pipeline);
    }
    UUID wanted = reference.versionId();
    StoredVersion version =
        wanted == null
            ? versions
                .latest(project, pipeline)
                .orElseThrow(() -> Refusals.state("the pipeline has no version yet"))
            : versions
                .find(project, pipeline, wanted)
                .orElseThrow(() -> Refusals.unknown("pipeline version", wanted));
    return new Found(
        version.document().getBytes(StandardCharsets.UTF_8),
        new VersionReference(pipeline, version.id()));
  }
}
