package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.spec.Executor;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the scheduler asks of the artifact storage. Blocking; transient trouble is a {@link
 * StoreUnavailableException}.
 */
public interface ArtifactAccess {
  /**
   * Address from which the holder may read the object for a while; of a directory, its manifest.
   */
  String readAddress(String uri, Duration validity);

  /** Size of a stored object or directory in bytes, empty if it does not exist in full. */
  OptionalLong size(String uri);

  /**
   * The artifact that an importer names: a known one unless a new record is asked for.
   *
   * @param project project of the run
   * @param uri address from the pipeline or its parameters: untrusted
   * @throws ImportRefusedException if it may not be read or does not exist
   */
  ArtifactRef find(String project, String uri, Executor.Importer importer)
      throws ImportRefusedException;

  /** An importer names something that cannot be had. */
  final class ImportRefusedException extends Exception {
    private final TaskError error;

    public ImportRefusedException(TaskError error) {
      super(error.message());
      this.error = error;
    }

    public TaskError error() {
      return error;
    }
  }
}
