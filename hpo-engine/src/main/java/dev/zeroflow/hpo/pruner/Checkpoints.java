package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.study.Trial;

/**
 * At which reports a pruner looks: the first one in each interval after the warm-up.
 *
 * @param warmUp steps that are never looked at
 * @param interval steps between two looks, at least 1
 */
public record Checkpoints(int warmUp, int interval) {
  /** Every report. */
  public static final Checkpoints ALL = new Checkpoints(0, 1);

  /** Checks the numbers. */
  public Checkpoints {
    if (warmUp < 0 || interval < 1) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "warm-up %d and interval %d are at least 0 and 1".formatted(warmUp, interval));
    }
  }

  /** Whether the trial's last report is one to look at. */
  boolean isDue(Trial trial) {
    if (trial.reports().isEmpty()) {
      return false;
    }
    int step = trial.reports().lastKey();
    if (step < warmUp) {
      return false;
    }
    int start = (step - warmUp) / interval * interval + warmUp;
    Integer before = trial.reports().lowerKey(step);
    return before == null || before < start;
  }
}
