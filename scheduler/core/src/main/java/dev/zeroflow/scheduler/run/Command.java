package dev.zeroflow.scheduler.run;

import java.time.Instant;

/**
 * What follows from a decision once it is committed. Commands are not stored: whoever takes a run
 * over gets those that are still due from {@link RunEvent.TakenOver}.
 */
public sealed interface Command {
  /** Look for an earlier execution that will do. */
  record LookUp(String task) implements Command {}

  /** Ask for a slot to start a ready task in. */
  record Enqueue(String task) implements Command {}

  /** Call the function of a task. */
  record Invoke(String task, int attempt) implements Command {}

  /** Wait for the end of an attempt that another scheduler has started. */
  record Attach(String task, int attempt) implements Command {}

  /** Find the object that an importer names. */
  record Import(String task, int attempt) implements Command {}

  /** Give up the call of an attempt. */
  record Cancel(String task, int attempt) implements Command {}

  /** Say when the wait after a failed attempt is over. */
  record WakeAt(String task, int attempt, Instant at) implements Command {}

  /** Say when the time of the run is over. */
  record DeadlineAt(Instant at) implements Command {}
}
