package dev.zeroflow.hpo.analysis;

import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import java.util.Comparator;
import java.util.List;

/** The trials that an analysis looks at. */
final class Candidates {
  private Candidates() {}

  /** Complete trials in the order of their numbers. */
  static List<Trial> complete(History history) {
    return history.finished().stream()
        .filter(trial -> trial.state() == TrialState.COMPLETE)
        .sorted(Comparator.comparingInt(Trial::number))
        .toList();
  }

  /** Complete trials that violate no constraint, in the order of their numbers. */
  static List<Trial> feasible(History history) {
    return complete(history).stream().filter(Trial::isFeasible).toList();
  }

  /** Their values as losses. */
  static double[][] losses(History history, List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.values().toLosses(history.settings().directions()))
        .toArray(double[][]::new);
  }
}
