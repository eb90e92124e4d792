package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.run.VersionReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names a version of a pipeline.
 *
 * @param pipelineVersionId null for the newest one
 */
record VersionReferenceBody(@Nullable String pipelineId, @Nullable String pipelineVersionId) {
  static @Nullable VersionReferenceBody of(@Nullable VersionReference it) {
    return it == null
        ? null
        : new VersionReferenceBody(
            it.pipelineId().toString(), it.versionId() == null ? null : it.versionId() + "");
  }

  VersionReference reference() {
    UUID pipeline = Refusals.idOrNull("pipeline_id", pipelineId);
    if (pipeline == null) {
      throw HttpFailure.badInput("pipeline_version_reference needs a pipeline_id");
    }
    return new VersionReference(
        pipeline, Refusals.idOrNull("pipeline_version_id", pipelineVersionId));
  }
}
