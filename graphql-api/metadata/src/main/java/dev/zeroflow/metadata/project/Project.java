package dev.zeroflow.metadata.project;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Keeps runs, models, data and everything else of one team apart from that of others. MLflow's
 * clients call it a workspace, and Kubernetes a namespace: so names are those of namespaces.
 */
public record Project(String name, String description, Instant createdAt) {
  /** The project that is always there, of everybody who names none. */
  public static final String DEFAULT = "default";

  /** Longest description, in characters. */
  public static final int MAX_DESCRIPTION = 5_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])");

  public Project {
    checkName(name);
    if (description.length() > MAX_DESCRIPTION) {
      throw MetadataException.badInput(
          "a description has at most %d characters".formatted(MAX_DESCRIPTION));
    }
  }

  public static void checkName(String name) {
    if (!isName(name)) {
      throw MetadataException.badInput(
          "the name of a project has 2 to 63 lower-case letters, digits and hyphens, with no hyphen"
              + " at its ends");
    }
  }

  /** Whether a project may have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public boolean isDefault() {
    return name.equals(DEFAULT);
  }
}
