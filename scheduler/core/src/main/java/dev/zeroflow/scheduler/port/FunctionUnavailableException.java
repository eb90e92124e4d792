package dev.zeroflow.scheduler.port;

/**
 * No reply came from a function. Carries the function's name, and a reason that decides whether
 * another try can help.
 */
public final class FunctionUnavailableException extends Exception {
  /** Why there was no reply. */
  public enum Reason {
    /** Never declared, or removed. */
    UNKNOWN_FUNCTION,
    /** Too many calls wait already. */
    QUEUE_FULL,
    /** A replica ended or was not ready in time; the message holds its last lines. */
    START_FAILED,
    /** The replica went away while it worked. */
    CONNECTION_LOST,
    /** The time of the call ran out. */
    TIMED_OUT,
    /** {@link FunctionRuntime#cancel} was called, or the runtime is closing. */
    CANCELLED
  }

  private final String function;
  private final Reason reason;

  public FunctionUnavailableException(String function, Reason reason, String message) {
    super(message);
    this.function = function;
    this.reason = reason;
  }

  public String function() {
    return function;
  }

  public Reason reason() {
    return reason;
  }
}
