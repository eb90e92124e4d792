package dev.zeroflow.app.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Identifiers as clients send them. */
public final class Ids {
  private Ids() {}

  /** The id, or empty for a text that cannot be the id of anything. */
  public static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Those of the texts that are ids, each once. */
  public static List<UUID> known(List<String> ids) {
    return ids.stream().flatMap(id -> parse(id).stream()).distinct().toList();
  }

  /**
   * The id that a mutation needs.
   *
   * @param what name of the argument, for the message
   */
  public static UUID require(String what, String id) {
    return parse(id).orElseThrow(() -> new BadInputException(what + " is not an id: " + id));
  }
}
