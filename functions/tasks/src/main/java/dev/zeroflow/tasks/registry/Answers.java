package dev.zeroflow.tasks.registry;

import java.util.Map;

/** Reads a field of a GraphQL answer by its path. */
final class Answers {
  private Answers() {}

  /** The text at a path of objects; numbers are given as text. */
  static String text(Map<?, ?> data, String... path) {
    Object value = data;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    if (value == null) {
      throw new IllegalStateException("the answer has no " + String.join(".", path));
    }
    return value.toString();
  }
}
