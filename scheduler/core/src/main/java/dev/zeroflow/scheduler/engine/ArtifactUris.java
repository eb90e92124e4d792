package dev.zeroflow.scheduler.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where outputs are stored. Keys are made here and nowhere else; they begin with a hash so that
 * stores can spread them, and hold the attempt, so that a repeated attempt never writes over the
 * object of another.
 */
public final class ArtifactUris {
  /** Name of no file in a directory. */
  public static final String MANIFEST = ".zeroflow-files.json";

  private static final int PREFIX_LENGTH = 2;

  private final String bucket;

  /**
   * @param bucket bucket of the artifacts
   */
  public ArtifactUris(String bucket) {
    this.bucket = bucket;
  }

  /** Address of an output that is a directory, given that of an output that is one object. */
  public static String directory(String uri) {
    return uri + "/";
  }

  /** Address of the object that says which files a directory has. */
  public static String manifest(String directory) {
    return directory + MANIFEST;
  }

  /** Address of a file in a directory. */
  public static String file(String directory, String path) {
    return directory + path;
  }

  /** Address of an output of an attempt. */
  public String output(AttemptRef attempt, String output) {
    String run = attempt.run().toString();
    return "s3://%s/%s/%s/%s/%s/%d/%s"
        .formatted(
            bucket,
            run.substring(0, PREFIX_LENGTH),
            attempt.project(),
            run,
            URLEncoder.encode(attempt.task(), StandardCharsets.UTF_8).replace("%2F", "/"),
            attempt.attempt(),
            URLEncoder.encode(output, StandardCharsets.UTF_8));
  }
}
