package dev.zeroflow.knative.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Average number of calls that were running or waiting, over windows of time that end now. Exact
 * for calls shorter than a tick: a call of 20 ms within a sample of 200 ms counts 0.1.
 *
 * <p>Not safe for many threads; the pool's lock guards it.
 */
final class ConcurrencyMeter {
  private record Sample(Instant from, Instant to, double concurrency) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private int current;
  private double area;
  private Instant sampleFrom;
  private Instant changedAt;
  private @Nullable Instant lastBusy;

  ConcurrencyMeter(Instant now) {
    this.sampleFrom = now;
    this.changedAt = now;
  }

  /** A call came (+1) or ended (-1). */
  void add(int change, Instant now) {
    integrate(now);
    current += change;
    lastBusy = now;
  }

  /** Ends the sample that is being taken, and drops those that no window reaches. */
  void sample(Instant now, Duration longestWindow) {
    integrate(now);
    if (now.isAfter(sampleFrom)) {
      double seconds = seconds(sampleFrom, now);
      samples.addLast(new Sample(sampleFrom, now, area / seconds));
      sampleFrom = now;
      area = 0;
    }
    if (current > 0) {
      lastBusy = now;
    }
    Instant oldest = now.minus(longestWindow);
    while (!samples.isEmpty() && !samples.getFirst().to().isAfter(oldest)) {
      samples.removeFirst();
    }
  }

  /**
   * Average over a window, or over the part of it that has samples: just after the first call from
   * zero it is the concurrency of that moment, not a 60th of it.
   */
  double average(Duration window, Instant now) {
    Instant from = now.minus(window);
    double weighted = 0;
    double seconds = 0;
    for (Sample sample : samples) {
      Instant start = sample.from().isAfter(from) ? sample.from() : from;
      double part = Math.max(0, seconds(start, sample.to()));
      weighted += part * sample.concurrency();
      seconds += part;
    }
    return seconds == 0 ? current : weighted / seconds;
  }

  /** When a call last ran, waited or ended; null if there was none since the last reset. */
  @Nullable Instant lastBusy() {
    return lastBusy;
  }

  /** Forgets the past, because the function is at zero. */
  void reset(Instant now) {
    samples.clear();
    area = 0;
    sampleFrom = now;
    changedAt = now;
    lastBusy = null;
  }

  private void integrate(Instant now) {
    if (now.isAfter(changedAt)) {
      area += current * seconds(changedAt, now);
      changedAt = now;
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
