package dev.zeroflow.scheduler.port;

/**
 * The store did not answer, or refused for a passing reason; what was asked for may or may not have
 * happened.
 */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
