package dev.zeroflow.scheduler.run;

/** States of runs and tasks, in KFP's words. A task that waits for a retry is PENDING. */
public enum RuntimeState {
  PENDING,
  RUNNING,
  SUCCEEDED,
  SKIPPED,
  FAILED,
  CANCELING,
  CANCELED,
  PAUSED;

  /** Whether nothing changes any more. */
  public boolean isFinal() {
    return switch (this) {
      case SUCCEEDED, SKIPPED, FAILED, CANCELED -> true;
      case PENDING, RUNNING, CANCELING, PAUSED -> false;
    };
  }
}
