package dev.zeroflow.app.hub;

import dev.zeroflow.app.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as clients send them. */
final class HubIds {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private HubIds() {}

  /** The id; 404 if it is the one of nothing. */
  static UUID require(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw missing(what, text);
    }
  }

  /** The number of a model or version; 404 if it is the one of nothing. */
  static Integer number(String what, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw missing(what, text);
    }
    return Integer.valueOf(text);
  }

  static HttpFailure missing(String what, Object which) {
    return HttpFailure.notFound("there is no %s %s".formatted(what, which));
  }

  /** The id of something that is known by its name only. */
  static UUID named(String project, String kind, String name) {
    String text = String.join("/", project, kind, name);
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
