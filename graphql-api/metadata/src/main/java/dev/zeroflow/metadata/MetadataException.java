package dev.zeroflow.metadata;

/** A request that the rules of the metadata refuse; its message is written for whoever sent it. */
public final class MetadataException extends RuntimeException {
  /** What is wrong, stable across releases. */
  public enum Code {
    /** The request itself breaks a rule: sending it again fails again. */
    BAD_INPUT,
    /** Something that the request names does not exist in the caller's project. */
    NOT_FOUND,
    /** The request contradicts what is stored. */
    CONFLICT
  }

  private final Code code;

  private MetadataException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public static MetadataException badInput(String message) {
    return new MetadataException(Code.BAD_INPUT, message);
  }

  public static MetadataException notFound(String message) {
    return new MetadataException(Code.NOT_FOUND, message);
  }

  public static MetadataException conflict(String message) {
    return new MetadataException(Code.CONFLICT, message);
  }

  public Code code() {
    return code;
  }
}
