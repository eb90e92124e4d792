package dev.zeroflow.metadata.log;

import dev.zeroflow.metadata.MetadataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has read the log of a run, in the order in which its chunks arrived.
 *
 * @param transaction that brought the last chunk
 * @param chunk number of it
 */
public record LogPosition(long transaction, long chunk) {
  /** Before the first line. */
  public static final LogPosition START = new LogPosition(0, 0);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  /**
   * Reads what {@link #toString} wrote; a blank text is the start.
   *
   * @throws MetadataException with BAD_INPUT if it is something else
   */
  public static LogPosition parse(String text) {
    if (text.isBlank()) {
      return START;
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw MetadataException.badInput("not a position in a log: " + text);
    }
    return new LogPosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  /** A text for clients, opaque to them. */
  @Override
  public String toString() {
    return transaction + "-" + chunk;
  }
}
