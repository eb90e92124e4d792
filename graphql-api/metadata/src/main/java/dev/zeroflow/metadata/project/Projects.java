package dev.zeroflow.metadata.project;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import java.util.List;
import java.util.Optional;

/** Keeps projects. Blocking, safe for use by many threads. Changes are audited in their project. */
public interface Projects {
  /** Most projects that there can be. */
  int MAX_PROJECTS = 1_000;

  /**
   * Adds a project.
   *
   * @throws MetadataException with CONFLICT if there is one of that name, or too many
   */
  void create(Author author, Project project);

  Optional<Project> find(String name);

  /**
   * Projects in the order of their names.
   *
   * @param after name of the last one before; empty for the first ones
   * @param limit most projects
   */
  List<Project> list(String after, int limit);

  /**
   * Changes what is said of a project.
   *
   * @throws MetadataException with NOT_FOUND
   */
  Project describe(Author author, String name, String description);

  /**
   * Removes a project in which nothing is.
   *
   * @throws MetadataException with NOT_FOUND, or with CONFLICT if something is in it, or if it is
   *     the default one
   */
  void delete(Author author, String name);
}
