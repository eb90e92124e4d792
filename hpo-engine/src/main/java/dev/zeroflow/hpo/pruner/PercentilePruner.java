package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.pareto.Selection;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import java.util.Arrays;
import java.util.List;

/**
 * Stops a trial whose best report so far is worse than a percentile of what complete trials had
 * reported at the same step.
 *
 * <p>With several objectives a trial goes on as long as one of its reports is in the percentile of
 * the best: in the first fronts, and in the last of these among those that dominate most.
 *
 * @param percentile share of complete trials that go on, in percent; 50 is the median
 * @param startupTrials complete trials before it begins
 * @param minTrials complete trials with a report at the step that it takes to judge
 * @param checkpoints at which reports it looks
 */
public record PercentilePruner(
    double percentile, int startupTrials, int minTrials, Checkpoints checkpoints)
    implements Pruner {

  /** Checks the numbers. */
  public PercentilePruner {
    if (!(percentile >= 0 && percentile <= 100) || startupTrials < 0 || minTrials < 1) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "a percentile is 0 to 100, and takes at least one trial: " + percentile);
    }
  }

  /** Stops what is worse than the median of at least five complete trials. */
  public static PercentilePruner median() {
    return new PercentilePruner(50, 5, 1, Checkpoints.ALL);
  }

  /** Stops what is not in a percentile of at least five complete trials. */
  public static PercentilePruner of(double percentile) {
    return new PercentilePruner(percentile, 5, 1, Checkpoints.ALL);
  }

  @Override
  public Verdict judge(History history, Trial trial) {
    List<Trial> complete =
        history.finished().stream().filter(other -> other.state() == TrialState.COMPLETE).toList();
    if (complete.isEmpty() || complete.size() < startupTrials || !checkpoints.isDue(trial)) {
      return Verdict.CONTINUE;
    }
    List<Direction> directions = history.settings().directions();
    double[][] own = losses(trial.reports().values().stream().toList(), directions);
    if (own.length == 0) {
      return Verdict.STOP;
    }
    int step = trial.reports().lastKey();
    List<Values> reports =
        complete.stream()
            .filter(other -> other.reports().containsKey(step))
            .map(other -> other.reports().get(step))
            .toList();
    double[][] others = losses(reports, directions);
    if (reports.size() < minTrials || others.length == 0) {
      return Verdict.CONTINUE;
    }
    boolean isWorse = directions.size() == 1 ? isAbove(own, others) : isBeaten(own, others);
    return isWorse ? Verdict.STOP : Verdict.CONTINUE;
  }

  private boolean isAbove(double[][] own, double[][] others) {
    double best = Arrays.stream(own).mapToDouble(loss -> loss[0]).min().orElseThrow();
    double[] sorted = Arrays.stream(others).mapToDouble(loss -> loss[0]).sorted().toArray();
    double place = percentile / 100 * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    double rest = place - below;
    double bound =
        rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[above] - sorted[below]);
    return best > bound;
  }

  /** Whether none of its reports has a place among the best of the others. */
  private boolean isBeaten(double[][] own, double[][] others) {
    int places = (int) (percentile / 100 * others.length) + 1;
    double[][] points = Arrays.copyOf(others, others.length + 1);
    for (int index : Domination.front(own)) {
      points[others.length] = own[index];
      if (Arrays.stream(Selection.best(points, places)).anyMatch(i -> i == others.length)) {
        return false;
      }
    }
    return true;
  }

  private static double[][] losses(List<Values> reports, List<Direction> directions) {
    return reports.stream()
        .filter(report -> !report.hasNan())
        .map(report -> report.toLosses(directions))
        .toArray(double[][]::new);
  }
}
