package dev.zeroflow.metadata.serving;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.Names;
import java.time.Instant;
import java.util.UUID;

/**
 * A model version that is served under a name.
 *
 * @param name unique in the project, part of its address
 * @param digest of the model's bytes
 * @param tokenDigest {@code sha256:<hex>} of the token with which its function asks for the model;
 *     the token itself is not stored
 * @param address where it is called
 */
public record InferenceService(
    String project,
    String name,
    String model,
    String version,
    UUID artifactId,
    String digest,
    String tokenDigest,
    ServiceState state,
    String address,
    Instant updatedAt) {
  public InferenceService {
    Names.checkSegment("a service's name", name);
    if (!Digests.isSha256(tokenDigest)) {
      throw new IllegalArgumentException("token of service " + name + " is not stored as a digest");
    }
  }
}
