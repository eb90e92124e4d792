package dev.zeroflow.scheduler.spec;

import java.time.Duration;

/**
 * How often and how soon a failed task is tried again.
 *
 * @param maxRetries attempts after the first
 * @param backoff wait before the first retry
 * @param factor by which the wait grows
 * @param maxBackoff longest wait
 */
public record RetryPolicy(int maxRetries, Duration backoff, double factor, Duration maxBackoff) {
  /** No retries. */
  public static final RetryPolicy NEVER = new RetryPolicy(0, Duration.ZERO, 2, Duration.ofHours(1));

  /** Wait before the retry that follows the given number of failures, which counts from 1. */
  public Duration waitAfter(int failures) {
    double millis = backoff.toMillis() * Math.pow(factor, failures - 1.0);
    return millis >= maxBackoff.toMillis() ? maxBackoff : Duration.ofMillis((long) millis);
  }
}
