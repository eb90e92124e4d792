package dev.zeroflow.metadata.experiment;

import dev.zeroflow.metadata.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named group of runs; the name is unique in the project.
 *
 * @param lastRunAt when the last run was put into it, or into none in case of the default one; null
 *     if none was
 */
public record Experiment(
    UUID id,
    String project,
    String name,
    String description,
    StorageState storageState,
    Instant createdAt,
    @Nullable Instant lastRunAt) {
  /** Name of the group of all runs for which nobody names another. */
  public static final String DEFAULT_NAME = "Default";

  /** Longest name, in characters. */
  public static final int MAX_NAME = 500;

  public Experiment {
    Names.title("an experiment's name", name, MAX_NAME);
    Names.prose("an experiment's description", description);
  }

  /** A new one without runs. */
  public static Experiment created(
      UUID id, String project, String name, String description, Instant now) {
    return new Experiment(id, project, name, description, StorageState.AVAILABLE, now, null);
  }

  /** Id of the project's default experiment, the same on every server. */
  public static UUID defaultId(String project) {
    return UUID.nameUUIDFromBytes(("experiment/" + project).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is the one for runs for which nobody names another. */
  public boolean isDefault() {
    return id.equals(defaultId(project));
  }
}
