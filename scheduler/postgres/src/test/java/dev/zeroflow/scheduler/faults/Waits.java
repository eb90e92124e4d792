package dev.zeroflow.scheduler.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what other processes do. */
final class Waits {
  private static final Duration LOOK = Duration.ofMillis(20);

  private Waits() {}

  /**
   * Waits until it holds.
   *
   * @throws AssertionError if it does not in time
   */
  static void until(String what, Duration limit, BooleanSupplier holds) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      pause(LOOK);
    }
  }

  /** How long a fault lasts; never used to wait for something to have happened. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
