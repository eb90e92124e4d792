package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.Author;
import java.util.Optional;

/** Versions of models. Blocking, safe for use by many threads. */
public interface ModelRegistry {
  /**
   * Adds the next version of the model, and the model itself if it is new, in one transaction.
   * Versions of a model are numbered without gaps. A repeated request returns the first result.
   *
   * @throws MetadataException with NOT_FOUND if the project has no such artifact, or with CONFLICT
   *     if the clientRequestId was used for another request
   */
  ModelVersion register(ModelRegistration registration);

  /**
   * Like {@link #register(ModelRegistration)}, of a model that is there and an artifact that may be
   * new: it is recorded if it is not there.
   *
   * @throws MetadataException also with NOT_FOUND if the project has no such model
   */
  ModelVersion register(ModelRegistration registration, Artifact artifact);

  /** The version, if the project has it. */
  Optional<ModelVersion> find(String project, String model, String version);

  /**
   * Changes what is said of a version.
   *
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT if it cannot become so
   */
  ModelVersion change(Author author, String model, String version, VersionChange change);

  /**
   * Moves a version to a stage, and every other one that is there to {@link Stage#ARCHIVED}.
   *
   * @throws MetadataException with NOT_FOUND
   */
  ModelVersion replace(Author author, String model, String version, Stage stage);

  /**
   * Removes a version; its number is not given out again.
   *
   * @throws MetadataException with NOT_FOUND, or with CONFLICT if it is in use
   */
  void delete(Author author, String model, String version, Protection protection);
}
