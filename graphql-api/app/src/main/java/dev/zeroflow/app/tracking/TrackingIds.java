package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeType;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as clients of GraphQL and of tracking write them. */
public final class TrackingIds {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private TrackingIds() {}

  /**
   * The UUID in an id or of nothing but itself, with or without hyphens; empty for a text that is
   * the id of nothing.
   */
  public static Optional<UUID> parse(String id) {
    String text = NodeType.TRACKING_RUN.key(id);
    return HEX.matcher(text).matches()
        ? Optional.of(
            new UUID(
                HexFormat.fromHexDigitsToLong(text, 0, 16),
                HexFormat.fromHexDigitsToLong(text, 16, 32)))
        : Ids.parse(text);
  }

  /** Number of an experiment; empty for a text that is the number of none. */
  static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
