package dev.zeroflow.knative.cluster.service;

import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Placement;
import dev.zeroflow.scheduler.port.Rollout.Strategy;
import dev.zeroflow.scheduler.port.Scale;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a function scales, as annotations of the template of its revisions. */
final class Autoscaling {
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(6);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Autoscaling() {}

  static SortedMap<String, String> annotations(FunctionSpec spec) {
    Scale scale = spec.scale();
    var annotations = new TreeMap<String, String>();
    annotations.put(Marks.INITIAL_SCALE, Integer.toString(initialScale(spec.placement())));
    annotations.put(Marks.AUTOSCALING + "min-scale", Integer.toString(scale.minScale()));
    annotations.put(Marks.MAX_SCALE, Integer.toString(scale.maxScale()));
    annotations.put(Marks.AUTOSCALING + "window", window(scale.stableWindow()));
    annotations.put(
        Marks.AUTOSCALING + "scale-to-zero-pod-retention-period",
        seconds(least(scale.retention(), LONGEST)));
    // As on one machine: no spare replica is kept.
    annotations.put(Marks.AUTOSCALING + "target-utilization-percentage", "100");
    if (scale.containerConcurrency() == 1) {
      // Only the activator knows which pod is free; past it, calls queue behind busy pods.
      annotations.put(Marks.AUTOSCALING + "target-burst-capacity", "-1");
    }
    annotations.put(Marks.PROGRESS_DEADLINE, seconds(scale.startTimeout()));
    return annotations;
  }

  /**
   * A revision that starts with no pod is ready at once, so that the route leaves the one before,
   * whose pods then go and make room.
   */
  private static int initialScale(Placement placement) {
    return placement.rollout().strategy() == Strategy.RECREATE ? 0 : placement.initialScale();
  }

  /** Knative takes 6 s to 1 h; what is beyond is brought to the nearest. */
  private static String window(Duration asked) {
    Duration atLeast = asked.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : asked;
    return seconds(least(atLeast, LONGEST));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Rounded up: Knative refuses fractions. */
  static String seconds(Duration duration) {
    return wholeSeconds(duration) + "s";
  }

  static long wholeSeconds(Duration duration) {
    return duration.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
