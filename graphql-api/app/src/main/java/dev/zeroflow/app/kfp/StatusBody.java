package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What went wrong, as gRPC says it.
 *
 * @param error the message once more, where older clients look for it
 * @param code of gRPC
 * @param details of type {@code google.rpc.Status}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StatusBody(String error, int code, String message, List<Detail> details) {
  /** The error once more. */
  record Detail(@JsonProperty("@type") String type, int code, String message) {}

  private static final String TYPE = "type.googleapis.com/google.rpc.Status";

  /** The body of an answer. */
  static StatusBody of(int code, String message) {
    return new StatusBody(message, code, message, List.of(new Detail(TYPE, code, message)));
  }

  /** An error inside of something else. */
  static StatusBody inside(int code, String message) {
    return new StatusBody("", code, message, List.of());
  }
}
