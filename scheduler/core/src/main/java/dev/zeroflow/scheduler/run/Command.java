package dev.zeroflow.scheduler.run;

import java.time.Duration;

/**
 * An instruction that is carried out after the decision is committed, again and again until its
 * effect is committed too.
 *
 * @param kind what to do
 * @param task path of the task
 * @param attempt the attempt that it belongs to; for START 0
 * @param delay how long after the commit it is due
 */
public record Command(Kind kind, String task, int attempt, Duration delay) {
  /** Kinds of commands. */
  public enum Kind {
    /** Look at a new run. */
    START,
    /** Call the function of a task. */
    INVOKE,
    /** Find the object that an importer names. */
    IMPORT,
    /** Order the next attempt of a task. */
    RETRY
  }

  /** The first command of a run. */
  public static final Command START = new Command(Kind.START, "", 0, Duration.ZERO);
}
