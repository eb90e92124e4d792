package dev.zeroflow.metadata.registry;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What versions can be made from. Blocking, safe for use by many threads. */
public interface LoggedSources {
  /**
   * A logged model.
   *
   * @param experiment number of its experiment
   * @param artifactLocation of its experiment, empty if files go through the server
   * @param runId run that made it; null if none did
   */
  record LoggedSource(
      UUID id, String name, long experiment, String artifactLocation, @Nullable UUID runId) {}

  /** The logged model, if the project has it. */
  Optional<LoggedSource> find(String project, UUID id);

  /**
   * Where the object store has a file of a tracking client.
   *
   * @param path as clients know it
   * @param maxSize bytes; a larger one is not found
   */
  Optional<String> file(String project, String path, int maxSize);
}
