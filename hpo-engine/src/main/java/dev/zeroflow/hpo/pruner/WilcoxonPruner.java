package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Stops a trial that is worse than the best one on the instances both have seen, so clearly that it
 * can hardly be chance. Steps are instances of one task, such as folds, in any order; the objective
 * is the mean over all of them, and that of the reports is a good value to tell for a trial that
 * was stopped.
 *
 * <p>With several objectives no trial is stopped: there is no best one to compare with.
 *
 * @param threshold chance that a trial is stopped that is no worse, in (0, 1]
 * @param startupSteps instances that it takes to judge, at least 2
 */
public record WilcoxonPruner(double threshold, int startupSteps) implements Pruner {
  /** One in ten, after two instances. */
  public static final WilcoxonPruner DEFAULT = new WilcoxonPruner(0.1, 2);

  /** Checks the numbers. */
  public WilcoxonPruner {
    if (!(threshold > 0 && threshold <= 1) || startupSteps < 2) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "threshold %s and %d instances".formatted(threshold, startupSteps));
    }
  }

  @Override
  public Verdict judge(History history, Trial trial) {
    Direction direction = history.settings().directions().getFirst();
    Optional<Trial> best = best(history, direction);
    if (history.settings().directions().size() > 1
        || best.isEmpty()
        || !isFinite(trial.reports())
        || !isFinite(best.get().reports())) {
      return Verdict.CONTINUE;
    }
    SortedMap<Integer, Values> bestReports = best.get().reports();
    double[] differences =
        trial.reports().entrySet().stream()
            .filter(report -> bestReports.containsKey(report.getKey()))
            .mapToDouble(report -> loss(report, direction) - loss(bestReports, report, direction))
            .toArray();
    boolean isWorse =
        differences.length >= startupSteps
            && mean(trial, direction) > mean(best.get(), direction)
            && SignedRanks.chanceOfAsMuch(differences) < threshold;
    return isWorse ? Verdict.STOP : Verdict.CONTINUE;
  }

  private static Optional<Trial> best(History history, Direction direction) {
    return history.finished().stream()
        .filter(trial -> trial.state() == TrialState.COMPLETE && trial.isFeasible())
        .min(
            Comparator.comparingDouble((Trial trial) -> direction.toLoss(trial.values().get(0)))
                .thenComparingInt(Trial::number));
  }

  private static boolean isFinite(SortedMap<Integer, Values> reports) {
    return !reports.isEmpty()
        && reports.values().stream().allMatch(report -> Double.isFinite(report.get(0)));
  }

  private static double mean(Trial trial, Direction direction) {
    return trial.reports().entrySet().stream()
        .mapToDouble(report -> loss(report, direction))
        .average()
        .orElseThrow();
  }

  private static double loss(Map.Entry<Integer, Values> report, Direction direction) {
    return direction.toLoss(report.getValue().get(0));
  }

  private static double loss(
      SortedMap<Integer, Values> reports, Map.Entry<Integer, Values> at, Direction direction) {
    Values report = reports.get(at.getKey());
    return report == null ? Double.NaN : direction.toLoss(report.get(0));
  }
}
