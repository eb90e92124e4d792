package dev.zeroflow.scheduler.placeholder;

import java.util.List;

/**
 * Where the KFP SDK looks for an artifact in the file system, given its address. The SDK has no way
 * to be told another path.
 */
public final class ArtifactPaths {
  private static final String OCI = "oci://";
  private static final String MODEL = "system.Model";

  /** Schemes whose rest becomes a path below a folder of the same name. */
  private static final List<String> MOUNTED = List.of("gs", "minio", "s3");

  private ArtifactPaths() {}

  /**
   * The path; an address without a known scheme is a path already.
   *
   * @param type schema title of the artifact
   */
  public static String local(String uri, String type) {
    if (uri.startsWith(OCI)) {
      String image = "/oci/" + uri.substring(OCI.length()).replace('/', '_');
      return type.equals(MODEL) ? image + "/models" : image;
    }
    for (String scheme : MOUNTED) {
      String prefix = scheme + "://";
      if (uri.startsWith(prefix)) {
        return (scheme.equals("gs") ? "/gcs/" : "/" + scheme + "/")
            + uri.substring(prefix.length());
      }
    }
    return uri;
  }
}
