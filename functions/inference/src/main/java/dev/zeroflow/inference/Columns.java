package dev.zeroflow.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The features of a model by name, and what to say when a request does not have exactly these. */
final class Columns {
  private static final int MAX_NAMED = 10;

  private final List<String> names;
  private final Map<String, Integer> positions = new HashMap<>();

  Columns(List<String> names) {
    this.names = names;
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
  }

  int count() {
    return names.size();
  }

  boolean contains(String name) {
    return positions.containsKey(name);
  }

  /** Position of a feature, for a value that stands at {@code place} in the request. */
  int position(String name, String place) {
    Integer position = positions.get(name);
    if (position == null) {
      throw RefusedException.badRequest(place + ": the model has no feature \"" + name + "\"");
    }
    return position;
  }

  /** Refuses a request that gives fewer features than the model has. */
  void checkComplete(boolean[] given, String place) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < given.length && missing.size() < MAX_NAMED; i++) {
      if (!given[i]) {
        missing.add(names.get(i));
      }
    }
    RefusedException.check(
        missing.isEmpty(), place + ": missing features " + String.join(", ", missing));
  }
}
