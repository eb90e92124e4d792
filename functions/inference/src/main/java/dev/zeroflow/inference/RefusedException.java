package dev.zeroflow.inference;

/** A request that cannot be answered; the message says what in it is wrong. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  static RefusedException badRequest(String message) {
    return new RefusedException(400, message);
  }

  static RefusedException notFound(String message) {
    return new RefusedException(404, message);
  }

  static void check(boolean valid, String message) {
    if (!valid) {
      throw badRequest(message);
    }
  }

  int status() {
    return status;
  }
}
