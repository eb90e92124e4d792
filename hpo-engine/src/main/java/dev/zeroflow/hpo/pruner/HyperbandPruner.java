package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialSeed;

/**
 * Successive halving in several brackets, each of which leaves out one more of the lowest rungs:
 * some trials are stopped early, others are given time. A trial's bracket comes from the study's
 * seed and its number; trials compete within their bracket.
 *
 * @param rungs where trials compete, with a first step
 * @param last step of a full evaluation, not before the first rung
 */
public record HyperbandPruner(Rungs rungs, int last) implements Pruner {

  /** Checks the steps. */
  public HyperbandPruner {
    if (rungs.first() < 1 || last < rungs.first()) {
      throw new HpoException(
          Problem.INVALID_OPTION, "rungs go from %d to %d".formatted(rungs.first(), last));
    }
  }

  @Override
  public Verdict judge(History history, Trial trial) {
    int bracket = bracket(history, trial);
    return new SuccessiveHalvingPruner(rungs.above(bracket))
        .judge(history, trial, other -> bracket(history, other) == bracket);
  }

  /** Number of brackets. */
  int brackets() {
    int brackets = 1;
    for (long step = rungs.first(); step * rungs.factor() <= last; step *= rungs.factor()) {
      brackets++;
    }
    return brackets;
  }

  /** Brackets that stop early get as many more trials as each of their trials costs less. */
  int bracket(History history, Trial trial) {
    long total = 0;
    for (int i = 0; i < brackets(); i++) {
      total += budget(i);
    }
    long hash = TrialSeed.mix(TrialSeed.mix(history.settings().seed()) + trial.number());
    long ticket = Long.remainderUnsigned(hash, total);
    int bracket = 0;
    while (ticket >= budget(bracket)) {
      ticket -= budget(bracket++);
    }
    return bracket;
  }

  private long budget(int bracket) {
    int left = brackets() - 1 - bracket;
    return (long) Math.ceil(brackets() * Math.pow(rungs.factor(), left) / (left + 1));
  }
}
