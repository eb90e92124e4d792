package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.pod.PodSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a cluster runs a function. One machine has one place and takes no notice.
 *
 * @param project decides the namespace
 * @param pod what it asks of its pods
 * @param initialScale replicas that a new specification starts with; 0 finds a broken image at the
 *     first call only, and must be allowed by the cluster
 * @param version name of this specification among those of the function, a label value; null for
 *     none
 * @param rollout how it takes over
 */
public record Placement(
    String project, PodSettings pod, int initialScale, @Nullable String version, Rollout rollout) {
  /** Nothing in particular, in the project of the platform itself. */
  public static final Placement ANYWHERE =
      new Placement("default", PodSettings.NONE, 0, null, Rollout.AT_ONCE);

  public Placement {
    if (initialScale < 0) {
      throw new IllegalArgumentException("initial scale: " + initialScale);
    }
  }

  /** The same in another project. */
  public Placement in(String where) {
    return new Placement(where, pod, initialScale, version, rollout);
  }

  /** The same with other pods. */
  public Placement with(PodSettings settings) {
    return new Placement(project, settings, initialScale, version, rollout);
  }

  /** The same that begins with this many replicas. */
  public Placement startingWith(int replicas) {
    return new Placement(project, pod, replicas, version, rollout);
  }

  /** The same as a version that takes over in this way. */
  public Placement as(String name, Rollout way) {
    return new Placement(project, pod, initialScale, name, way);
  }
}
