package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.util.Optional;

/** Models and their versions. Blocking, safe for use by many threads. */
public interface ModelRegistry {
  /**
   * Adds the next version of the model, and the model itself if it is new, in one transaction.
   * Versions of a model are numbered without gaps. A repeated request returns the first result.
   *
   * @throws MetadataException with NOT_FOUND if the project has no such artifact, or with CONFLICT
   *     if the clientRequestId was used for another request
   */
  ModelVersion register(ModelRegistration registration);

  /** The version, if the project has it. */
  Optional<ModelVersion> find(String project, String model, String version);
}
