package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;

/**
 * Stops a trial whose last report is no number or out of bounds.
 *
 * @param lower smallest value that goes on; may be infinite
 * @param upper largest value that goes on; may be infinite
 * @param objective which of the reported values is watched, from 0
 * @param checkpoints at which reports it looks
 */
public record ThresholdPruner(double lower, double upper, int objective, Checkpoints checkpoints)
    implements Pruner {

  /** Checks the bounds. */
  public ThresholdPruner {
    if (!(lower <= upper) || objective < 0) {
      throw new HpoException(
          Problem.INVALID_OPTION, "nothing lies between %s and %s".formatted(lower, upper));
    }
  }

  @Override
  public Verdict judge(History history, Trial trial) {
    if (!checkpoints.isDue(trial)) {
      return Verdict.CONTINUE;
    }
    double value = trial.reports().lastEntry().getValue().get(objective);
    return value >= lower && value <= upper ? Verdict.CONTINUE : Verdict.STOP;
  }
}
