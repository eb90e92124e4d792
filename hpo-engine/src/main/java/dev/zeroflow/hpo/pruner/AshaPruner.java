package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import java.util.Comparator;
import java.util.Optional;

/**
 * Asynchronous successive halving as it was meant: a trial that is not among the best of its rung
 * is paused, and promoted once it is, because others that came later were worse.
 *
 * <p>Whoever has a free worker asks {@link #promotable} first and starts a new trial only if it
 * names none.
 *
 * @param rungs where trials compete; of n trials n / factor go on
 * @param last step of a full evaluation: no trial is paused there
 */
public record AshaPruner(Rungs rungs, int last) implements Pruner {

  @Override
  public Verdict judge(History history, Trial trial) {
    for (int rung : rungs.reachedNow(history, trial)) {
      if (Rungs.losses(history, trial, rung) == null) {
        return Verdict.STOP;
      }
      Competition competition = Competition.at(history, rung, other -> true);
      if (rung < last && !competition.isAmongBest(trial, competition.size() / rungs.factor())) {
        return Verdict.PAUSE;
      }
    }
    return Verdict.CONTINUE;
  }

  /** The paused trial that should go on: from the highest rung that has one, the best. */
  public Optional<Trial> promotable(History history) {
    return history.running().stream()
        .filter(Trial::isPaused)
        .map(trial -> top(history, trial))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .flatMap(rung -> promotable(history, rung).stream())
        .findFirst();
  }

  private Optional<Trial> promotable(History history, int rung) {
    Competition competition = Competition.at(history, rung, other -> true);
    return competition.best(competition.size() / rungs.factor()).stream()
        .filter(trial -> trial.isPaused() && top(history, trial) == rung)
        .findFirst();
  }

  private int top(History history, Trial trial) {
    int[] reached = rungs.reached(history, trial);
    return reached.length == 0 ? 0 : reached[reached.length - 1];
  }
}
