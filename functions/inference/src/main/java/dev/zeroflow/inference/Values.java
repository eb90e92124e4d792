package dev.zeroflow.inference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parsed JSON with checks; each message begins with the place in the request. */
final class Values {
  private Values() {}

  static Map<?, ?> object(@Nullable Object value, String place) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw RefusedException.badRequest(place + ": expected an object");
  }

  static List<?> list(@Nullable Object value, String place) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw RefusedException.badRequest(place + ": expected a list");
  }

  static String text(@Nullable Object value, String place) {
    if (value instanceof String text) {
      return text;
    }
    throw RefusedException.badRequest(place + ": expected a string");
  }

  /** A finite number; text that looks like one is refused, it hides mistakes. */
  static double number(@Nullable Object value, String place) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw RefusedException.badRequest(place + ": expected a finite number");
  }
}
