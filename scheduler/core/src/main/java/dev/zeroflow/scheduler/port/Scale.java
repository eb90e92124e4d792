package dev.zeroflow.scheduler.port;

import java.time.Duration;

/**
 * How a function scales; the words and meanings are Knative's.
 *
 * @param minScale replicas that always exist; 0 lets it scale to zero
 * @param maxScale most replicas at once
 * @param containerConcurrency requests that one replica takes at once, at least 1
 * @param stableWindow time over which concurrency is averaged; without a request for this long the
 *     function is idle
 * @param retention how much longer the last replica lives once it is idle
 * @param startTimeout how long a replica may take until it is ready
 * @param queueLimit most calls that wait for a replica; one more is refused
 */
public record Scale(
    int minScale,
    int maxScale,
    int containerConcurrency,
    Duration stableWindow,
    Duration retention,
    Duration startTimeout,
    int queueLimit) {
  public Scale {
    if (minScale < 0 || maxScale < Math.max(1, minScale)) {
      throw new IllegalArgumentException("scale bounds: min " + minScale + ", max " + maxScale);
    }
    if (containerConcurrency < 1 || queueLimit < 1) {
      throw new IllegalArgumentException("container concurrency and queue limit are at least 1");
    }
    if (!stableWindow.isPositive() || retention.isNegative() || !startTimeout.isPositive()) {
      throw new IllegalArgumentException("scale times must be positive");
    }
  }
}
