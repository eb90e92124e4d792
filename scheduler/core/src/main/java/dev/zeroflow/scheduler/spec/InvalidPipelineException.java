package dev.zeroflow.scheduler.spec;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline document or its parameters cannot be accepted. Always the submitter's error; nothing
 * has been stored.
 *
 * <p>The message is one sentence; {@link #path()} points into the document, {@link #line()} and
 * {@link #column()} count from 1 and are 0 when the text itself was readable.
 */
public final class InvalidPipelineException extends RuntimeException {
  /** What is wrong; the stable value that clients see. */
  public enum Code {
    BAD_YAML,
    TOO_LARGE,
    BAD_SPEC,
    UNSUPPORTED,
    BAD_PARAMETER
  }

  private final Code code;
  private final @Nullable String path;
  private final int line;
  private final int column;

  private InvalidPipelineException(
      Code code, String message, @Nullable String path, int line, int column) {
    super(message);
    this.code = code;
    this.path = path;
    this.line = line;
    this.column = column;
  }

  static InvalidPipelineException unreadable(String message, int line, int column) {
    return new InvalidPipelineException(Code.BAD_YAML, message, null, line, column);
  }

  static InvalidPipelineException tooLarge(String message) {
    return new InvalidPipelineException(Code.TOO_LARGE, message, null, 0, 0);
  }

  static InvalidPipelineException badSpec(String path, String message) {
    return new InvalidPipelineException(Code.BAD_SPEC, path + ": " + message, path, 0, 0);
  }

  public static InvalidPipelineException unsupported(String path, String message) {
    return new InvalidPipelineException(Code.UNSUPPORTED, path + ": " + message, path, 0, 0);
  }

  /** No function runs an image that the pipeline uses. */
  public static InvalidPipelineException unknownImage(String image, Set<String> known) {
    return unsupported(
        "deploymentSpec.executors",
        "no function runs the image %s; known are %s".formatted(image, String.join(", ", known)));
  }

  /** A run parameter that is unknown, missing or of the wrong type. */
  public static InvalidPipelineException badParameter(String name, String message) {
    return new InvalidPipelineException(
        Code.BAD_PARAMETER, "parameter " + name + ": " + message, name, 0, 0);
  }

  public Code code() {
    return code;
  }

  public @Nullable String path() {
    return path;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
