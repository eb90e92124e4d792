package dev.zeroflow.app.hub;

import dev.zeroflow.app.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids as clients send them. */
final class HubIds {
  private HubIds() {}

  /** The id; 404 if it is the one of nothing. */
  static UUID require(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw missing(what, text);
    }
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
