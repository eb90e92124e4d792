package dev.zeroflow.metadata.artifact;

import org.jspecify.annotations.Nullable;

/** The object store did not do what was asked. Carries the address and a reason to branch on. */
public final class ObjectStoreException extends RuntimeException {
  /** Why. */
  public enum Reason {
    /** There is no such object or bucket. */
    NOT_FOUND,
    /** The object has more bytes than the caller accepts. */
    TOO_LARGE,
    /** The store refused the request: another try would be refused too. */
    REFUSED,
    /** The store was not reached or is overloaded: another try may succeed. */
    UNAVAILABLE
  }

  private final String uri;
  private final Reason reason;

  public ObjectStoreException(
      String uri, Reason reason, String message, @Nullable Throwable cause) {
    super(uri + ": " + message, cause);
    this.uri = uri;
    this.reason = reason;
  }

  public String uri() {
    return uri;
  }

  public Reason reason() {
    return reason;
  }
}
