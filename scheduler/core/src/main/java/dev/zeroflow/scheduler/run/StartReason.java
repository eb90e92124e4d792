package dev.zeroflow.scheduler.run;

import org.jspecify.annotations.Nullable;

/**
 * Why a run was started.
 *
 * @param kind the kind of trigger
 * @param detail what triggered it, e.g. {@code s3://datasets/incoming/table.csv}
 */
public record StartReason(Kind kind, @Nullable String detail) {
  /** Kinds of triggers. */
  public enum Kind {
    MANUAL,
    SCHEDULE,
    OBJECT_CREATED
  }

  /** Somebody asked for it. */
  public static final StartReason MANUAL = new StartReason(Kind.MANUAL, null);
}
