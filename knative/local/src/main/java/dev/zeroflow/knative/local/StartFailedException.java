package dev.zeroflow.knative.local;

/** A replica did not become ready; the message says why and holds its last lines. */
final class StartFailedException extends Exception {
  StartFailedException(String message) {
    super(message);
  }
}
