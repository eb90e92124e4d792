package dev.zeroflow.app.kfp;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.http.HttpFailure;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this API refuses, in its words. */
final class Refusals {
  /** Code of what is refused because of the state of something. */
  static final String FAILED_PRECONDITION = "FAILED_PRECONDITION";

  private Refusals() {}

  static HttpFailure state(String message) {
    return new HttpFailure(400, FAILED_PRECONDITION, message);
  }

  static HttpFailure unknown(String what, Object id) {
    return HttpFailure.notFound("there is no %s %s".formatted(what, id));
  }

  /**
   * An id in a path.
   *
   * @throws HttpFailure with 404: what is no id is the id of nothing
   */
  static UUID id(String what, String text) {
    return Ids.parse(text).orElseThrow(() -> unknown(what, text));
  }

  /**
   * An id in a request, empty if it was left out.
   *
   * @throws HttpFailure with 400 if it is none
   */
  static @Nullable UUID idOrNull(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Ids.parse(text)
        .orElseThrow(() -> HttpFailure.badInput("%s is not an id: %s".formatted(field, text)));
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
