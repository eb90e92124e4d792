package dev.zeroflow.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Body of every error answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(Detail error) {
  /**
   * What went wrong.
   *
   * @param code stable, upper snake case
   * @param message one sentence that says what to do
   * @param path where in the document, if the error is about one
   * @param line counts from 1, if the text could not be read
   * @param column counts from 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detail(
      String code,
      String message,
      @Nullable String path,
      @Nullable Integer line,
      @Nullable Integer column) {}

  public static ErrorBody of(String code, String message) {
    return new ErrorBody(new Detail(code, message, null, null, null));
  }
}
