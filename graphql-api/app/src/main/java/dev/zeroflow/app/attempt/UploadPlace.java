package dev.zeroflow.app.attempt;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.contract.UploadRequest;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import java.util.regex.Pattern;

/**
 * Where the bytes of an upload go, and what they are called.
 *
 * @param object address of the object that is written
 * @param uri address that the function hears: of a manifest that of its directory
 */
record UploadPlace(String object, String uri) {
  private static final int MAX_PATH = 512;
  private static final Pattern PATH = Pattern.compile("[^/\\p{Cntrl}]+(/[^/\\p{Cntrl}]+)*");

  /**
   * The place of an upload.
   *
   * @param output address of the output if it were one object
   */
  static UploadPlace of(String output, UploadRequest request) {
    String path = request.path();
    if (path == null) {
      return new UploadPlace(output, output);
    }
    String directory = ArtifactUris.directory(output);
    if (path.isEmpty()) {
      return new UploadPlace(ArtifactUris.manifest(directory), directory);
    }
    String file = file(directory, path);
    return new UploadPlace(file, file);
  }

  /** Address of a file in a directory; a path is a name and never leads out. */
  static String file(String directory, String path) {
    if (path.length() > MAX_PATH || !PATH.matcher(path).matches() || !isInside(path)) {
      throw HttpFailure.badInput("not the path of a file in a directory: " + path);
    }
    return ArtifactUris.file(directory, path);
  }

  private static boolean isInside(String path) {
    for (String part : path.split("/", -1)) {
      if (part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return !path.equals(ArtifactUris.MANIFEST);
  }
}
