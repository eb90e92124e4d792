package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All trials of a study, by number and by state; what {@link Study} lets others see of them. */
final class TrialBook implements History {
  private final StudySettings settings;
  private final List<Trial> trials = new ArrayList<>();
  private final List<Trial> finished = new ArrayList<>();
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private final SortedMap<Integer, Trial> running = new TreeMap<>();
  private final Map<String, Distribution> distributions = new HashMap<>();
  private final JointSpace joint = new JointSpace();

  TrialBook(StudySettings settings) {
    this.settings = settings;
  }

  @Override
  public StudySettings settings() {
    return settings;
  }

  @Override
  public List<Trial> finished() {
    return Collections.unmodifiableList(finished);
  }

  @Override
  public Collection<Trial> running() {
    return Collections.unmodifiableCollection(running.values());
  }

  @Override
  public SearchSpace jointSpace() {
    return joint.space();
  }

  List<Trial> trials() {
    return Collections.unmodifiableList(trials);
  }

  @Nullable Integer firstWaiting() {
    return waiting.isEmpty() ? null : waiting.first();
  }

  Trial get(int number) {
    if (number < 0 || number >= trials.size()) {
      throw new HpoException(Problem.UNKNOWN_TRIAL, "there is no trial " + number);
    }
    return trials.get(number);
  }

  /** Puts a new trial at the end. */
  void append(Trial trial) {
    Limits.check(trials.size() + 1, Limits.TRIALS, "trials");
    trial.parameters().forEach((name, given) -> check(name, given.distribution()));
    trial.parameters().forEach((name, given) -> learn(name, given.distribution()));
    trials.add(trial);
    index(trial);
  }

  /** Puts a trial in the place of what it was. */
  void replace(Trial trial) {
    trials.set(trial.number(), trial);
    waiting.remove(trial.number());
    running.remove(trial.number());
    index(trial);
  }

  /** Refuses what contradicts earlier trials. */
  void check(String name, Distribution distribution) {
    SearchSpace.checkName(name);
    Distribution first = distributions.get(name);
    if (first != null && !first.isCompatible(distribution)) {
      throw new HpoException(
          Problem.INCOMPATIBLE_DISTRIBUTION,
          "parameter '%s' was %s and cannot become %s".formatted(name, first, distribution));
    }
  }

  /** Remembers what later trials must not contradict. */
  void learn(String name, Distribution distribution) {
    distributions.putIfAbsent(name, distribution);
  }

  private void index(Trial trial) {
    switch (trial.state()) {
      case WAITING -> waiting.add(trial.number());
      case RUNNING -> running.put(trial.number(), trial);
      case COMPLETE, PRUNED -> {
        finished.add(trial);
        joint.add(trial);
      }
      case FAIL -> finished.add(trial);
    }
  }
}
