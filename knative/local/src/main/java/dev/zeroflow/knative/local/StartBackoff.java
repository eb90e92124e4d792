package dev.zeroflow.knative.local;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a function that ends again and again from starting in a tight loop: 250 ms after the first
 * failure, doubled by each further one, at most 10 s; a successful reply ends it.
 */
final class StartBackoff {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Duration next = Duration.ZERO;
  private Instant notBefore = Instant.MIN;

  void failed(Instant now) {
    next = next.isZero() ? FIRST : next.multipliedBy(2);
    next = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    notBefore = now.plus(next);
  }

  void succeeded() {
    next = Duration.ZERO;
    notBefore = Instant.MIN;
  }

  /** Whether the last thing a replica did was to fail. */
  boolean failing() {
    return !next.isZero();
  }

  boolean allowsStart(Instant now) {
    return !now.isBefore(notBefore);
  }
}
