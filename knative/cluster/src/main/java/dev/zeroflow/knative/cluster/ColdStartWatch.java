package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.status.Step;
import dev.zeroflow.scheduler.port.ColdStart;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures the newest start from zero by what is seen from here: the times that pods carry have
 * whole seconds and another clock. Not safe for many threads.
 */
final class ColdStartWatch {
  private final Map<Step, Duration> steps = new EnumMap<>(Step.class);
  private @Nullable Instant called;
  private @Nullable ColdStart last;

  /** A call found no ready pod; the first such call begins the start. */
  void begin(Instant now) {
    if (called == null) {
      called = now;
      steps.clear();
    }
  }

  /** Some pod has done these steps by now. */
  void seen(Set<Step> done, Instant now) {
    if (called != null) {
      for (Step step : done) {
        steps.putIfAbsent(step, Duration.between(called, now));
      }
    }
  }

  /** A call was answered. */
  void answered(Instant now) {
    if (called != null) {
      last =
          new ColdStart(
              called,
              steps.get(Step.CREATED),
              steps.get(Step.SCHEDULED),
              steps.get(Step.STARTED),
              steps.get(Step.READY),
              Duration.between(called, now));
      called = null;
    }
  }

  /** The start came to nothing. */
  void failed() {
    called = null;
  }

  /** The newest start that was answered. */
  @Nullable ColdStart last() {
    return last;
  }
}
