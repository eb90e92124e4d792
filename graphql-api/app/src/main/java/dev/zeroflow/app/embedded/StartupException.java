package dev.zeroflow.app.embedded;

/**
 * The server cannot start, for a reason that its user can remove. The message is one sentence for
 * the user that says what to do; the program prints it without a stack trace and exits with 1.
 */
public final class StartupException extends RuntimeException {
  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
