package dev.zeroflow.app.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: the values by which the list is ordered, of the item before. Opaque to
 * clients.
 *
 * @param list what was asked for with its filters and order: a place in another list means nothing
 * @param values as texts; only the last one may have line breaks
 */
public record Cursor(String list, List<String> values) {
  /** The place as text for {@link #parse}. */
  public static String text(String list, Object... values) {
    String lines = Arrays.stream(values).map(Object::toString).reduce(mark(list), Cursor::joined);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(lines.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #text} wrote; null for null.
   *
   * @param count how many values there are
   * @throws BadInputException if it is something else, or a place in another list
   */
  public static @Nullable Cursor parse(String list, int count, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] lines = decoded(text).split("\n", count + 1);
    if (lines.length != count + 1 || !lines[0].equals(mark(list))) {
      throw unknown();
    }
    return new Cursor(list, List.of(lines).subList(1, lines.length));
  }

  /** The name that a list ordered by names goes on behind; the empty text is before all. */
  public static String name(String list, @Nullable String text) {
    Cursor cursor = parse(list, 1, text);
    return cursor == null ? "" : cursor.values().getFirst();
  }

  /**
   * The number that a list ordered by numbers goes on behind; null for null.
   *
   * @throws BadInputException if the text is no place in it
   */
  public static @Nullable Long number(String list, @Nullable String text) {
    Cursor cursor = parse(list, 1, text);
    try {
      return cursor == null ? null : Long.valueOf(cursor.values.getFirst());
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  /**
   * The place in a list that is ordered by times and UUIDs; null for null.
   *
   * @param place makes it from both
   */
  public static <T> @Nullable T timed(
      String list, @Nullable String text, BiFunction<Instant, UUID, T> place) {
    Cursor cursor = parse(list, 2, text);
    try {
      return cursor == null
          ? null
          : place.apply(
              Instant.parse(cursor.values.getFirst()), UUID.fromString(cursor.values.getLast()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unknown();
    }
  }

  /** What a text is answered with that is no place in the list. */
  public static BadInputException unknown() {
    return new BadInputException("after is not a cursor of this list with these arguments");
  }

  private static String decoded(String text) {
    try {
      return PlainText.orEmpty(
          "after", new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static String mark(String list) {
    return Integer.toHexString(list.hashCode());
  }

  private static String joined(String a, String b) {
    return a + "\n" + b;
  }
}
