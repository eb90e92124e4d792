package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;

/**
 * Decides after each report whether a trial is worth going on. A function of the study and the
 * trial; it keeps nothing, so that any process can ask it.
 */
public interface Pruner {

  /** Lets every trial go on. */
  Pruner NONE = (history, trial) -> Verdict.CONTINUE;

  /**
   * The verdict on a running trial.
   *
   * @param trial as it stands after its last report
   */
  Verdict judge(History history, Trial trial);
}
