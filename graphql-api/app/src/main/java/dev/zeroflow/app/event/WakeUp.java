package dev.zeroflow.app.event;

/** Has everything looked at that waits for its time, because a signal may have been lost. */
@FunctionalInterface
public interface WakeUp {
  /** Does not block. */
  void wake();
}
