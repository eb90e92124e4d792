package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sets of parameters of which each told trial has all or none: what can be modelled together. */
final class Blocks {
  private record Known(Distribution distribution, int number) {}

  private final List<Set<String>> blocks = new ArrayList<>();
  private final Map<String, Known> newest = new HashMap<>();
  private int read;
  private int told;

  /** Number of told trials. */
  int told() {
    return told;
  }

  /** Takes in what has happened. */
  void read(History history) {
    List<Trial> finished = history.finished();
    for (; read < finished.size(); read++) {
      if (finished.get(read).state().isTold()) {
        told++;
        add(finished.get(read));
      }
    }
  }

  /**
   * The blocks; parameters with a single value are left out.
   *
   * @param asked distributions that count; for other parameters those of the newest trial do
   */
  List<SearchSpace> spaces(SearchSpace asked) {
    List<SearchSpace> spaces = new ArrayList<>();
    for (Set<String> block : blocks) {
      Map<String, Distribution> distributions = new TreeMap<>();
      for (String name : block) {
        Distribution last = known(name).distribution;
        distributions.put(name, asked.distributions().getOrDefault(name, last));
      }
      SearchSpace space = SearchSpace.of(distributions).withoutSingles();
      if (!space.isEmpty()) {
        spaces.add(space);
      }
    }
    return spaces;
  }

  private Known known(String name) {
    Known known = newest.get(name);
    if (known == null) {
      throw new IllegalStateException("no told trial has " + name);
    }
    return known;
  }

  private void add(Trial trial) {
    Map<String, Parameter> parameters = trial.parameters();
    for (Set<String> block : List.copyOf(blocks)) {
      Set<String> present = new HashSet<>(block);
      present.retainAll(parameters.keySet());
      if (!present.isEmpty() && present.size() < block.size()) {
        block.removeAll(present);
        blocks.add(present);
      }
    }
    Set<String> fresh = new HashSet<>(parameters.keySet());
    fresh.removeAll(newest.keySet());
    if (!fresh.isEmpty()) {
      blocks.add(fresh);
    }
    parameters.forEach((name, given) -> learn(name, given.distribution(), trial.number()));
  }

  private void learn(String name, Distribution distribution, int number) {
    Known known = newest.get(name);
    if (known == null || known.number < number) {
      newest.put(name, new Known(distribution, number));
    }
  }
}
