package dev.zeroflow.knative.cluster.preflight;

import org.jspecify.annotations.Nullable;

/**
 * What is found out about one property of a cluster.
 *
 * @param subject what was looked at
 * @param message one sentence
 * @param command a command that mends it; null if there is nothing to mend, or none does
 */
public record Finding(Level level, String subject, String message, @Nullable String command) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** Zeroflow works, but not all of it, or not as well as it could. */
    WARN,
    /** Zeroflow does not work. */
    FAIL
  }

  static Finding ok(String subject, String message) {
    return new Finding(Level.OK, subject, message, null);
  }

  static Finding warn(String subject, String message, @Nullable String command) {
    return new Finding(Level.WARN, subject, message, command);
  }

  static Finding fail(String subject, String message, @Nullable String command) {
    return new Finding(Level.FAIL, subject, message, command);
  }
}
