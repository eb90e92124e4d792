package dev.zeroflow.app.egress;

/** A call that was not made, or not answered. The message has no secrets, so no paths. */
public final class EgressException extends Exception {
  /** What went wrong. */
  public enum Reason {
    /** The address may not be called. */
    REFUSED,
    /** Nobody answers there; later somebody may. */
    UNREACHABLE
  }

  private final Reason reason;

  EgressException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static EgressException refused(String message) {
    return new EgressException(Reason.REFUSED, message);
  }

  static EgressException unreachable(String message) {
    return new EgressException(Reason.UNREACHABLE, message);
  }

  public Reason reason() {
    return reason;
  }

  /** The message, which there always is. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
