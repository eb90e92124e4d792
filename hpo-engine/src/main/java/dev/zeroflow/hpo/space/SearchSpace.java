package dev.zeroflow.hpo.space;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters that a trial, or a sampler's model, has together.
 *
 * @param distributions by name, in the order of names
 */
public record SearchSpace(SortedMap<String, Distribution> distributions) {
  /** Most parameters of one trial. */
  public static final int MAX_PARAMETERS = 1_000;

  /** Longest name of a parameter, in characters. */
  public static final int MAX_NAME = 500;

  /** No parameters. */
  public static final SearchSpace EMPTY = of(Map.of());

  /** Checks the names and takes a copy. */
  public SearchSpace {
    if (distributions.size() > MAX_PARAMETERS) {
      throw new HpoException(
          Problem.LIMIT_EXCEEDED, "a space has at most %d parameters".formatted(MAX_PARAMETERS));
    }
    distributions.keySet().forEach(SearchSpace::checkName);
    distributions = Collections.unmodifiableSortedMap(new TreeMap<>(distributions));
  }

  /** The space of these parameters. */
  public static SearchSpace of(Map<String, ? extends Distribution> distributions) {
    return new SearchSpace(new TreeMap<>(distributions));
  }

  /** Refuses names that nobody could tell apart or store. */
  public static void checkName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new HpoException(
          Problem.INVALID_NAME, "a name has 1 to %d characters: '%s'".formatted(MAX_NAME, name));
    }
  }

  /** Without the parameters that have only one value. */
  public SearchSpace withoutSingles() {
    if (distributions.values().stream().noneMatch(Distribution::isSingle)) {
      return this;
    }
    SortedMap<String, Distribution> open = new TreeMap<>(distributions);
    open.values().removeIf(Distribution::isSingle);
    return new SearchSpace(open);
  }

  /** Number of parameters. */
  public int size() {
    return distributions.size();
  }

  /** Whether there are no parameters. */
  public boolean isEmpty() {
    return distributions.isEmpty();
  }
}
