package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeType;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids as clients of GraphQL and of tracking write them. */
public final class TrackingIds {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final String TRACE = "tr-";
  private static final int MAX_EXPERIMENTS = 1_000;

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

  /** The id of a trace, also as clients write it; empty for a text that is the id of nothing. */
  static Optional<UUID> trace(String text) {
    String key = NodeType.TRACE.key(text);
    return parse(key.startsWith(TRACE) ? key.substring(TRACE.length()) : key);
  }

  /**
   * Numbers of experiments; texts that are none are left out.
   *
   * @param experiments null for none
   */
  static List<Long> numbers(@Nullable List<String> experiments) {
    if (experiments == null) {
      return List.of();
    }
    if (experiments.size() > MAX_EXPERIMENTS) {
      throw new BadInputException(
          "experiments has more than %d entries".formatted(MAX_EXPERIMENTS));
    }
    return experiments.stream().flatMap(text -> number(text).stream()).toList();
  }

  /** Number of an experiment; empty for a text that is the number of none. */
  static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
