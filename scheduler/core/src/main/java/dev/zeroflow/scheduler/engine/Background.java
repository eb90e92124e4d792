package dev.zeroflow.scheduler.engine;

import java.time.Duration;

/**
 * Runs work elsewhere. The engine starts everything through it, so that a test can decide what runs
 * when.
 */
public interface Background {
  /** Runs the work soon, on a thread that may block. */
  void start(String name, Runnable work);

  /** Runs the work after a while, on a thread that may block. */
  void startAfter(String name, Duration delay, Runnable work);
}
