package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.pareto.Selection;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All trials that have reached a rung.
 *
 * @param trials in the order of their numbers
 * @param losses what each reported when it did
 */
record Competition(List<Trial> trials, double[][] losses) {

  static Competition at(History history, int rung, Predicate<Trial> isCompetitor) {
    List<Trial> trials = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    Stream.concat(history.finished().stream(), history.running().stream())
        .filter(isCompetitor)
        .sorted(Comparator.comparingInt(Trial::number))
        .forEach(
            trial -> {
              double[] reported = Rungs.losses(history, trial, rung);
              if (reported != null) {
                trials.add(trial);
                losses.add(reported);
              }
            });
    return new Competition(trials, losses.toArray(double[][]::new));
  }

  int size() {
    return trials.size();
  }

  /** The best trials, the very best first; with one objective. */
  List<Trial> best(int count) {
    return Arrays.stream(Selection.best(losses, count)).mapToObj(trials::get).toList();
  }

  /** Whether a trial is one of the best; with one objective, equals share a place. */
  boolean isAmongBest(Trial trial, int count) {
    if (losses[0].length > 1 || count == 0) {
      return best(count).stream().anyMatch(other -> other.number() == trial.number());
    }
    double[] sorted = Arrays.stream(losses).mapToDouble(loss -> loss[0]).sorted().toArray();
    return losses[indexOf(trial)][0] <= sorted[count - 1];
  }

  private int indexOf(Trial trial) {
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() == trial.number()) {
        return i;
      }
    }
    throw new IllegalStateException("trial %d has not come here".formatted(trial.number()));
  }
}
