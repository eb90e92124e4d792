package dev.zeroflow.scheduler.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Writes at once as long as little happens. Above a few hundred commits a second of which each
 * holds few decisions, a transaction waits some milliseconds for company: a flush then serves many,
 * and the processor does the work of one.
 */
final class LoadPace implements CommitPace {
  /** Decisions in a second from which on waiting pays. */
  private static final double BUSY = 700;

  /** As long as a quick disk takes for a few flushes. */
  private static final Duration WAIT = Duration.ofMillis(6);

  private static final int ENOUGH = 64;
  private static final double NANOS = 1e9;

  /** Seconds over which the rate is averaged. */
  private static final double WINDOW = 0.25;

  private final LongSupplier nanoTime;
  private double rate;
  private long last;

  LoadPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public synchronized Duration waitBefore(int waiting) {
    return rate < BUSY || waiting >= ENOUGH ? Duration.ZERO : WAIT;
  }

  /** An exponential average: what happened a window ago counts for a third. */
  @Override
  public synchronized void written(int commits) {
    long now = nanoTime.getAsLong();
    double seconds = Math.max(1e-6, (now - last) / NANOS);
    last = now;
    rate = rate * Math.exp(-seconds / WINDOW) + commits / WINDOW;
  }
}
