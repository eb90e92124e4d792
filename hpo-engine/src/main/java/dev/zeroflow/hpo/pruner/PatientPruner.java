package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.Values;
import java.util.Arrays;
import java.util.List;

/**
 * Asks another pruner only about a trial that has not become better for a while.
 *
 * @param patience reports, besides the last one, in which nothing has to become better
 * @param minDelta by how much later reports may be worse and still count as no worse
 * @param next who decides then
 */
public record PatientPruner(int patience, double minDelta, Pruner next) implements Pruner {

  /** Checks the numbers. */
  public PatientPruner {
    if (patience < 0 || !(minDelta >= 0)) {
      throw new HpoException(
          Problem.INVALID_OPTION, "patience %d and delta %s".formatted(patience, minDelta));
    }
  }

  @Override
  public Verdict judge(History history, Trial trial) {
    List<Values> reports = List.copyOf(trial.reports().values());
    int recent = reports.size() - patience - 1;
    if (recent <= 0) {
      return Verdict.CONTINUE;
    }
    double[][] before = losses(history, reports.subList(0, recent), minDelta);
    double[][] after = losses(history, reports.subList(recent, reports.size()), 0);
    return isWorse(before, after) ? next.judge(history, trial) : Verdict.CONTINUE;
  }

  private static boolean isWorse(double[][] before, double[][] after) {
    return Arrays.stream(after)
        .allMatch(
            late -> Arrays.stream(before).anyMatch(early -> Domination.dominates(early, late)));
  }

  private static double[][] losses(History history, List<Values> reports, double handicap) {
    return reports.stream()
        .filter(report -> !report.hasNan())
        .map(report -> report.toLosses(history.settings().directions()))
        .map(losses -> Arrays.stream(losses).map(loss -> loss + handicap).toArray())
        .toArray(double[][]::new);
  }
}
