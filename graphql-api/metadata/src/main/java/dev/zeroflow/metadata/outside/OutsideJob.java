package dev.zeroflow.metadata.outside;

import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A job that runs elsewhere.
 *
 * @param namespace system that it belongs to, e.g. {@code airflow}
 * @param name unique in the namespace
 * @param facets JSON texts by name
 */
public record OutsideJob(String namespace, String name, Map<String, String> facets) {
  /** Longest namespace and longest name, of jobs and data sets. */
  public static final int MAX_NAME = 1_024;

  /** Longest {@link #path} in bytes of UTF-8, as an index holds it. */
  private static final int MAX_PATH_BYTES = 2_000;

  public OutsideJob {
    checkName("namespace", namespace);
    checkName("name", name);
    if (path(namespace, name).getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      throw MetadataException.badInput(
          "namespace and name must have no more than " + MAX_PATH_BYTES + " bytes");
    }
    facets = Map.copyOf(facets);
  }

  /** Namespace and name as one text. */
  public String path() {
    return path(namespace, name);
  }

  private static String path(String namespace, String name) {
    return namespace + "/" + name;
  }

  static void checkName(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
      throw MetadataException.badInput(what + " must have 1 to " + MAX_NAME + " characters");
    }
  }
}
