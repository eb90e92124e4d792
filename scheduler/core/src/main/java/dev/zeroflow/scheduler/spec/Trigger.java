package dev.zeroflow.scheduler.spec;

/** What the tasks that a task waits for must have come to. */
public enum Trigger {
  /** All have succeeded; otherwise the task is skipped. */
  ALL_SUCCEEDED,
  /** All have ended, however: exit tasks and {@code ignore_upstream_failure}. */
  ALL_COMPLETED
}
