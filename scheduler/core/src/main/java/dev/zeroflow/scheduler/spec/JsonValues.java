package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings JSON values of any parser to one form: {@code Long} for whole numbers, {@code Double} for
 * others, at any depth.
 */
public final class JsonValues {
  private static final int MAX_EXCERPT = 80;

  private JsonValues() {}

  /**
   * The same value in normal form; collections are copied.
   *
   * @throws IllegalArgumentException if it is no JSON value, or none that a database can hold
   */
  public static @Nullable Object normalize(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> storable(text);
      case Boolean bool -> bool;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Number number -> finite(number.doubleValue());
      case List<?> list -> normalizeList(list);
      case Map<?, ?> map -> normalizeMap(map);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }

  /** {@link #normalize} of every value. */
  public static Map<String, @Nullable Object> normalizeMap(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(storable(String.valueOf(key)), normalize(value)));
    return copy;
  }

  /** JSON text of a value for messages, cut where it is long. */
  public static String excerpt(@Nullable Object value) {
    String text = Json.write(value);
    return text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) + "..." : text;
  }

  /** Postgres holds every character but this one. */
  private static String storable(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text holds the character U+0000");
    }
    return text;
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a JSON number: " + number);
    }
    return number;
  }

  private static List<@Nullable Object> normalizeList(List<?> list) {
    var copy = new ArrayList<@Nullable Object>(list.size());
    list.forEach(element -> copy.add(normalize(element)));
    return copy;
  }
}
