package dev.zeroflow.scheduler.study;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sampler or pruner by its name.
 *
 * @param name lower case, e.g. {@code tpe}
 * @param options numbers by name; what is left out has its default
 */
public record Choice(String name, SortedMap<String, Double> options) {
  public Choice {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** With the defaults. */
  public static Choice of(String name) {
    return new Choice(name, new TreeMap<>());
  }

  /** With some options. */
  public static Choice of(String name, Map<String, Double> options) {
    return new Choice(name, new TreeMap<>(options));
  }
}
