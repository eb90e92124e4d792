package dev.zeroflow.app.round;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does rounds of work on a thread of its own. Between two of them it sleeps as long as the first
 * one said, or until somebody wakes it: while nothing is due, nothing runs.
 */
public final class Rounds {
  /** Longest sleep where a time was said: clocks may jump, and a signal may be lost. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private final Supplier<Optional<Duration>> round;
  private final Semaphore signals = new Semaphore(0);
  private volatile boolean stopped;

  /**
   * @param round does what is due; returns how long to sleep then, empty for until it is woken.
   *     Must not throw
   */
  public Rounds(Supplier<Optional<Duration>> round) {
    this.round = round;
  }

  /** Begins with the first round, once. */
  public void start(String name) {
    Thread.ofVirtual().name(name).start(this::run);
  }

  /** Lets it look at once; does not block. */
  public void wake() {
    signals.release();
  }

  /** Lets no other round begin. */
  public void stop() {
    stopped = true;
    wake();
  }

  private void run() {
    try {
      while (!stopped) {
        await(round.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Optional<Duration> time) throws InterruptedException {
    if (time.isEmpty()) {
      signals.acquire();
    } else if (!signals.tryAcquire(millis(time.get()), TimeUnit.MILLISECONDS)) {
      return;
    }
    signals.drainPermits();
  }

  /** Rounded up, so that what is due then is due. */
  private static long millis(Duration time) {
    return Math.clamp(time.toMillis() + 1, 0, LONGEST.toMillis());
  }
}
