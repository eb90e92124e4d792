package dev.zeroflow.contract;

/** Who has to act on an error. */
public enum ErrorCategory {
  /** The input or the user's code is wrong: the same attempt would fail again. */
  USER,
  /** A connection, a process or a service failed: the same attempt may succeed. */
  TRANSIENT,
  /** A limit of memory, disk, time or quota was hit. */
  RESOURCE,
  /** A defect of Zeroflow itself. */
  INTERNAL;

  /** Whether the scheduler tries again by itself, without a retry policy of the user. */
  public boolean retriedByDefault() {
    return this == TRANSIENT;
  }
}
