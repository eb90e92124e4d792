package dev.zeroflow.app.http;

/** An answer other than success that an endpoint decided on. */
public final class HttpFailure extends RuntimeException {
  private final int status;
  private final String code;

  public HttpFailure(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public static HttpFailure badInput(String message) {
    return new HttpFailure(400, "BAD_INPUT", message);
  }

  public static HttpFailure unauthorized(String message) {
    return new HttpFailure(401, "UNAUTHENTICATED", message);
  }

  public static HttpFailure notFound(String message) {
    return new HttpFailure(404, "NOT_FOUND", message);
  }

  /** Asks the sender to come again a little later. */
  public static HttpFailure busy(String message) {
    return new HttpFailure(429, "BUSY", message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
