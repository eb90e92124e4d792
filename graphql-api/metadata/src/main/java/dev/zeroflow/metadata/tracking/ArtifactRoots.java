package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FilePath;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where clients find files: addresses that begin with {@code mlflow-artifacts:/} lead through the
 * server.
 */
public final class ArtifactRoots {
  private static final String PROXY = "mlflow-artifacts:/";

  private static final int MAX = 1_000;

  private ArtifactRoots() {}

  /**
   * The location that a client chose for an experiment. It is remembered and told to clients; the
   * server opens none, also not this one.
   *
   * @throws MetadataException with BAD_INPUT if it is one of the server's own disk, or leads
   *     upwards
   */
  public static String checkedLocation(String location) {
    boolean remote = location.matches("[a-z][a-z0-9+.-]{1,31}://?[^?#]+");
    boolean upwards = location.toLowerCase(Locale.ROOT).matches(".*(\\.\\.|%2e|%2f|%5c|\\\\).*");
    if (location.isEmpty()
        || (remote && !upwards && !location.startsWith("file:") && location.length() <= MAX)) {
      return location;
    }
    throw MetadataException.badInput(
        "an artifact_location must be an address such as s3://bucket/folder, without '..', '?' or"
            + " '#', and not a file of the server; leave it out to store files through the server");
  }

  /**
   * Root of an experiment.
   *
   * @param location as the experiment was made with; empty if its files go through the server
   */
  public static String ofExperiment(long number, String location) {
    return location.isEmpty() ? PROXY + number : location.replaceFirst("/+$", "");
  }

  public static String ofRun(TrackingRun run) {
    return ofExperiment(run.experiment(), run.artifactLocation())
        + "/"
        + hex(run.id())
        + "/artifacts";
  }

  /** Root of a logged model's files. */
  public static String ofModel(long experiment, String location, UUID model) {
    return ofExperiment(experiment, location) + "/models/m-" + hex(model) + "/artifacts";
  }

  /** Root of the files that belong to a trace. */
  public static String ofTrace(long experiment, String location, UUID trace) {
    return ofExperiment(experiment, location) + "/traces/tr-" + hex(trace) + "/artifacts";
  }

  /**
   * The directory of files that the root means; empty if its files do not go through the server.
   */
  public static Optional<FilePath> directory(String root) {
    boolean here = root.startsWith(PROXY) && !root.startsWith(PROXY + "/");
    return here
        ? Optional.of(FilePath.directory(root.substring(PROXY.length())))
        : Optional.empty();
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
