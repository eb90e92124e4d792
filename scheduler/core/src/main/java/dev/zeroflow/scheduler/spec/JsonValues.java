package dev.zeroflow.scheduler.spec;

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
  private JsonValues() {}

  /**
   * The same value in normal form; collections are copied.
   *
   * @throws IllegalArgumentException if it is no JSON value
   */
  public static @Nullable Object normalize(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean bool -> bool;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Number number -> number.doubleValue();
      case List<?> list -> normalizeList(list);
      case Map<?, ?> map -> normalizeMap(map);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }

  /** {@link #normalize} of every value. */
  public static Map<String, @Nullable Object> normalizeMap(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), normalize(value)));
    return copy;
  }

  private static List<@Nullable Object> normalizeList(List<?> list) {
    var copy = new ArrayList<@Nullable Object>(list.size());
    list.forEach(element -> copy.add(normalize(element)));
    return copy;
  }
}
