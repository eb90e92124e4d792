package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.Digests;
import java.time.Instant;

/**
 * An immutable compiled definition.
 *
 * @param number counts from 1 per pipeline
 * @param digest {@code sha256:<hex>} of the definition
 * @param document text of the definition as it was sent
 */
public record PipelineVersion(
    Pipeline pipeline, int number, String digest, String document, Instant createdAt) {
  public PipelineVersion {
    if (number < 1) {
      throw new IllegalArgumentException("versions count from 1: " + number);
    }
    if (!Digests.isSha256(digest)) {
      throw new IllegalArgumentException("not a sha256 digest: " + digest);
    }
  }
}
