package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which choices decide what else a trial has, and how often each was taken. A density of good
 * trials soon forgets a branch whose first trials were bad, however good its best might be: so each
 * branch gets a share of the trials, and a branch with enough trials a model of its own.
 */
final class Branches {
  /** The first trials are split almost evenly, until each branch has had some. */
  private static final double EARLY_SHARE = 0.9;

  private static final double EARLY_TRIALS = 6;

  /** The share of an even split between all shapes of trials that no branch ever falls below. */
  private static final double LASTING_SHARE = 0.5;

  /** With fewer trials, what all branches have in common says more than the branch does. */
  private static final int MIN_TRIALS_OF_A_MODEL = 30;

  private static final int MAX_SHAPES = 64;

  private static final class Branch {
    private final Set<String> companions = new HashSet<>();

    /** Sets of parameters that trials have here: the more, the more there is to find out. */
    private final Set<Set<String>> shapes = new HashSet<>();

    private int trials;
  }

  private static final class Choice {
    private final Map<Double, Branch> branches = new HashMap<>();
    private final Set<String> companions = new HashSet<>();
  }

  private final Map<String, Choice> choices = new HashMap<>();
  private int read;

  /** Takes in what has happened. */
  void read(History history) {
    List<Trial> finished = history.finished();
    for (; read < finished.size(); read++) {
      Trial trial = finished.get(read);
      if (trial.state().isTold()) {
        trial.parameters().forEach((name, parameter) -> add(trial, name, parameter));
      }
    }
  }

  /**
   * The choice that it is time to take again.
   *
   * @return index of a choice, or NaN if none has to be taken
   */
  double due(String name, CategoricalDistribution distribution, Iterable<Trial> running) {
    Choice choice = choices.get(name);
    if (choice == null || !decides(choice)) {
      return Double.NaN;
    }
    int size = distribution.choices().size();
    double[] trials = new double[size];
    double[] shares = new double[size];
    Arrays.fill(shares, 1);
    choice.branches.forEach(
        (value, branch) -> {
          trials[value.intValue()] = branch.trials;
          shares[value.intValue()] = branch.shapes.size();
        });
    for (Trial trial : running) {
      Parameter parameter = underWay(trial, name);
      if (parameter != null) {
        trials[(int) parameter.internal()]++;
      }
    }
    return due(trials, shares);
  }

  /** A trial that has been given nothing yet will take what was proposed. */
  private static @Nullable Parameter underWay(Trial trial, String name) {
    return trial.parameters().isEmpty()
        ? trial.assignment().find(name)
        : trial.parameters().get(name);
  }

  /** The choice that has the least of its share, if that is too little. */
  private static double due(double[] trials, double[] shares) {
    double each = Arrays.stream(trials).sum() / Arrays.stream(shares).sum();
    int rarest = 0;
    for (int i = 1; i < trials.length; i++) {
      rarest = trials[i] * shares[rarest] < trials[rarest] * shares[i] ? i : rarest;
    }
    double even = each * shares[rarest];
    double least = Math.max(LASTING_SHARE * even, Math.min(EARLY_TRIALS, EARLY_SHARE * even));
    return trials[rarest] < least ? rarest : Double.NaN;
  }

  /**
   * The branch that a proposal takes, and the parameters it has there.
   *
   * @return null if the space has no branches, or too few trials took this one
   */
  @Nullable Scope scope(History history, Map<String, Parameter> proposal) {
    Map<String, Double> taken = new TreeMap<>();
    proposal.forEach(
        (name, parameter) -> {
          Choice choice = choices.get(name);
          if (choice != null && decides(choice)) {
            taken.put(name, parameter.internal());
          }
        });
    if (taken.isEmpty()) {
      return null;
    }
    List<Trial> members =
        history.finished().stream().filter(trial -> isMember(trial, taken)).toList();
    if (members.size() < MIN_TRIALS_OF_A_MODEL) {
      return null;
    }
    Trial newest = members.stream().max((a, b) -> a.number() - b.number()).orElseThrow();
    return scope(newest, taken, proposal);
  }

  private static Scope scope(
      Trial member, Map<String, Double> taken, Map<String, Parameter> proposal) {
    Map<String, Distribution> space = new TreeMap<>();
    Map<String, Double> shared = new TreeMap<>(taken);
    shared.keySet().retainAll(member.parameters().keySet());
    proposal.forEach(
        (name, parameter) -> {
          if (member.parameters().containsKey(name) && !taken.containsKey(name)) {
            space.put(name, parameter.distribution());
          }
        });
    return new Scope(SearchSpace.of(space), shared);
  }

  /** A choice that a trial never came to does not matter. */
  private static boolean isMember(Trial trial, Map<String, Double> taken) {
    return trial.state().isTold()
        && taken.entrySet().stream()
            .allMatch(
                choice -> {
                  Parameter parameter = trial.parameters().get(choice.getKey());
                  return parameter == null || parameter.internal() == choice.getValue();
                });
  }

  private void add(Trial trial, String name, Parameter parameter) {
    if (parameter.distribution() instanceof CategoricalDistribution) {
      Set<String> companions = Set.copyOf(trial.parameters().keySet());
      Choice choice = choices.computeIfAbsent(name, _ -> new Choice());
      choice.companions.addAll(companions);
      Branch branch = choice.branches.computeIfAbsent(parameter.internal(), _ -> new Branch());
      branch.trials++;
      branch.companions.addAll(companions);
      if (branch.shapes.size() < MAX_SHAPES) {
        branch.shapes.add(companions);
      }
    }
  }

  /** Whether one choice comes with a parameter that another never does. */
  private static boolean decides(Choice choice) {
    return choice.branches.values().stream()
        .anyMatch(branch -> branch.companions.size() < choice.companions.size());
  }
}
