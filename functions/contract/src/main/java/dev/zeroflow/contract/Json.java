package dev.zeroflow.contract;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON values as text, in the one form that placeholders, fingerprints and digests agree on:
 * no white space, keys in the order of the map, and numbers that have no fraction without {@code
 * .0}, because a Python component that declares {@code int} refuses {@code 3.0}.
 */
public final class Json {
  /** Largest magnitude up to which a double holds every integer. */
  private static final double EXACT_INTEGERS = 9_007_199_254_740_992.0;

  private Json() {}

  /**
   * JSON text of a value.
   *
   * @throws IllegalArgumentException if the value is not a JSON value, NaN or infinite
   */
  public static String write(@Nullable Object value) {
    var out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** The number as JSON writes it: {@code 3} for 3.0. */
  public static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("not a JSON number: " + value);
    }
    return isIntegral(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * The value as a reader of its text has it: a Long for 3.0, also inside lists and maps. For what
   * another writer turns into text.
   */
  public static @Nullable Object asRead(@Nullable Object value) {
    return switch (value) {
      case Double number when isIntegral(number) -> number.longValue();
      case List<?> list -> list.stream().<@Nullable Object>map(Json::asRead).toList();
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, member) -> members.put(String.valueOf(key), asRead(member)));
        yield members;
      }
      case null, default -> value;
    };
  }

  private static boolean isIntegral(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGERS;
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(out, text);
      case Boolean bool -> out.append(bool);
      case Double number -> out.append(number(number));
      case Float number -> out.append(number(number));
      case Number number -> out.append(number);
      case List<?> list -> join(out, '[', list, ']', element -> append(out, element));
      case Map<?, ?> map -> join(out, '{', map.entrySet(), '}', entry -> member(out, entry));
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }

  private static void member(StringBuilder out, Map.Entry<?, ?> entry) {
    quote(out, String.valueOf(entry.getKey()));
    out.append(':');
    append(out, entry.getValue());
  }

  private static <T> void join(
      StringBuilder out, char open, Iterable<T> elements, char close, Consumer<T> each) {
    out.append(open);
    for (Iterator<T> rest = elements.iterator(); rest.hasNext(); ) {
      each.accept(rest.next());
      if (rest.hasNext()) {
        out.append(',');
      }
    }
    out.append(close);
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
