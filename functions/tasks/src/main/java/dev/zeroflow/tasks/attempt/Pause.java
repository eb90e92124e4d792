package dev.zeroflow.tasks.attempt;

/** Waits between two tries; a test need not. */
@FunctionalInterface
public interface Pause {
  /** Returns after {@code millis} milliseconds. */
  void forMillis(long millis) throws InterruptedException;
}
