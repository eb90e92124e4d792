package dev.zeroflow.scheduler.port;

/** A function was not declared. The message says what to do about it. */
public final class FunctionRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why it was not declared. */
  public enum Reason {
    /** The place where it should run does not allow what it asks for, or a setting is missing. */
    NOT_ALLOWED,
    /** Somebody else manages a part of it. */
    CONFLICT,
    /** The place did not take it although it was asked several times; later it may. */
    UNAVAILABLE
  }

  private final String function;
  private final Reason reason;

  public FunctionRefusedException(String function, Reason reason, String message) {
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
