package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import java.util.Optional;

/** Models, with versions or without. Blocking, safe for use by many threads. */
public interface RegisteredModels {
  /**
   * Adds a model without versions. One that is there with the same id is returned as it is.
   *
   * @throws MetadataException with CONFLICT if the name is taken
   */
  RegisteredModel create(Author author, NewModel model);

  /** The model, if the project has it. */
  Optional<RegisteredModel> find(String project, String name);

  /**
   * Changes a model.
   *
   * @throws MetadataException with NOT_FOUND; with BAD_INPUT if it cannot become so; with CONFLICT
   *     if it is not at the expected revision, the new name is taken, or it is to get another name
   *     while it is served
   */
  RegisteredModel change(Author author, String name, ModelChange change);

  /**
   * Removes a model with its versions.
   *
   * @throws MetadataException with NOT_FOUND, or with CONFLICT if a version is in use
   */
  void delete(Author author, String name, Protection protection);
}
