package dev.zeroflow.hpo.study;

/** Where a trial stands; the words are those of Optuna. */
public enum TrialState {
  /** Enqueued with fixed parameters, not asked for yet. */
  WAITING,
  /** Asked for, not told. */
  RUNNING,
  /** Told with all objective values. */
  COMPLETE,
  /** Stopped early; has the values of its last report, if there was one. */
  PRUNED,
  /** Ended without values. */
  FAIL;

  /** Whether nothing more can happen to it. */
  public boolean isFinished() {
    return this == COMPLETE || this == PRUNED || this == FAIL;
  }

  /** Whether something can be learned from it. */
  public boolean isTold() {
    return this == COMPLETE || this == PRUNED;
  }
}
