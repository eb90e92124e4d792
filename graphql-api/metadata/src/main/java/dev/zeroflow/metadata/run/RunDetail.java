package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.experiment.StorageState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a run that its scheduler does not know.
 *
 * @param experimentId the experiment that it belongs to
 * @param displayName null for the name that the scheduler has
 * @param version the version of a pipeline that it executes; null if its document came with it
 * @param serviceAccount kept for clients, used by nobody
 * @param tick what started it; null unless it was a schedule
 */
public record RunDetail(
    UUID runId,
    String project,
    UUID experimentId,
    @Nullable String displayName,
    String description,
    StorageState storageState,
    @Nullable VersionReference version,
    String serviceAccount,
    @Nullable Tick tick) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 256;

  /** Longest pipeline root, in characters. */
  public static final int MAX_ROOT = 2_048;

  public RunDetail {
    if (displayName != null) {
      Names.title("a run's name", displayName, MAX_NAME);
    }
    Names.prose("a run's description", description);
    Names.prose("a service account", serviceAccount);
  }
}
