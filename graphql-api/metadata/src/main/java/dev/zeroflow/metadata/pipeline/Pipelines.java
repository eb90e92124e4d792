package dev.zeroflow.metadata.pipeline;

import java.util.Optional;

/** Pipelines and their versions. Blocking, safe for use by many threads. */
public interface Pipelines {
  /**
   * Adds the next version, and the pipeline itself if it is new. A definition with the digest of
   * the newest version is that version: nothing is added.
   *
   * @param digest {@code sha256:<hex>} of the definition
   */
  PipelineVersion add(Pipeline pipeline, String digest, String document);

  /** The newest version, if the pipeline exists. */
  Optional<PipelineVersion> latest(Pipeline pipeline);
}
