package dev.zeroflow.scheduler.study;

/** Where a study is in its life. */
public enum StudyState {
  /** Trials are handed out. */
  RUNNING,
  /** None are, until it is resumed; those under way go on. */
  PAUSED,
  /** Its budget is used up, or there is nothing left to try. */
  COMPLETED,
  /** Too many trials have failed. */
  FAILED,
  /** Somebody has stopped it. */
  STOPPED;

  /** Whether it has ended; only a larger budget opens it again. */
  public boolean isEnded() {
    return this != RUNNING && this != PAUSED;
  }
}
