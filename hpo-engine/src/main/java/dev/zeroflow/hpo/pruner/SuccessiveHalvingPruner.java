package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import java.util.function.Predicate;

/**
 * Stops, at each rung, all but the best share of the trials that have reached it so far; as long as
 * these are fewer than the factor, all but the best. A trial that is stopped never comes back: see
 * {@link AshaPruner} for one that may.
 *
 * @param rungs where trials compete; of n trials n / factor go on
 */
public record SuccessiveHalvingPruner(Rungs rungs) implements Pruner {

  @Override
  public Verdict judge(History history, Trial trial) {
    return judge(history, trial, other -> true);
  }

  /** The verdict if only some trials are competitors. */
  Verdict judge(History history, Trial trial, Predicate<Trial> isCompetitor) {
    for (int rung : rungs.reachedNow(history, trial)) {
      if (Rungs.losses(history, trial, rung) == null) {
        return Verdict.STOP;
      }
      Competition competition = Competition.at(history, rung, isCompetitor);
      int places = Math.max(1, competition.size() / rungs.factor());
      if (!competition.isAmongBest(trial, places)) {
        return Verdict.STOP;
      }
    }
    return Verdict.CONTINUE;
  }
}
