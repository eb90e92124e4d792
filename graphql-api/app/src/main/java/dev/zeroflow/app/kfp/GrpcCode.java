package dev.zeroflow.app.kfp;

/** Codes of gRPC that this API answers with. */
final class GrpcCode {
  static final int CANCELLED = 1;
  static final int INVALID_ARGUMENT = 3;
  static final int NOT_FOUND = 5;
  static final int ALREADY_EXISTS = 6;
  static final int PERMISSION_DENIED = 7;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int FAILED_PRECONDITION = 9;
  static final int INTERNAL = 13;
  static final int UNAVAILABLE = 14;
  static final int UNAUTHENTICATED = 16;

  private GrpcCode() {}

  /**
   * The code of an answer.
   *
   * @param name code of the server's other APIs, which tells more than the status
   * @param status of HTTP
   */
  static int of(String name, int status) {
    if (name.equals(Refusals.FAILED_PRECONDITION)) {
      return FAILED_PRECONDITION;
    }
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> NOT_FOUND;
      case 409 -> ALREADY_EXISTS;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? INVALID_ARGUMENT : INTERNAL;
    };
  }

  /** The code for why a run or a task failed. */
  static int ofCategory(String category) {
    return switch (category) {
      case "USER" -> INVALID_ARGUMENT;
      case "TRANSIENT" -> UNAVAILABLE;
      case "RESOURCE" -> RESOURCE_EXHAUSTED;
      default -> INTERNAL;
    };
  }
}
