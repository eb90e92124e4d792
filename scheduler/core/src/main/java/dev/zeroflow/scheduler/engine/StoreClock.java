package dev.zeroflow.scheduler.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of the store, kept between two looks at it by a clock that never goes back. A wrong
 * clock of this machine does no harm.
 */
final class StoreClock implements InstantSource {
  private final LongSupplier nanoTime;
  private volatile Reading reading;

  /**
   * @param now time of the store
   * @param nanoTime a clock that never goes back
   */
  StoreClock(Instant now, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.reading = new Reading(now, nanoTime.getAsLong());
  }

  private record Reading(Instant store, long nanos) {}

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /**
   * The store has told its time.
   *
   * @param asked when it was asked
   */
  void set(Instant now, long asked) {
    reading = new Reading(now, asked);
  }

  @Override
  public Instant instant() {
    Reading last = reading;
    return last.store().plusNanos(nanoTime.getAsLong() - last.nanos());
  }
}
