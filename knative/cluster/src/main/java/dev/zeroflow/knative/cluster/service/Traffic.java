package dev.zeroflow.knative.cluster.service;

import dev.zeroflow.scheduler.port.Rollout;
import dev.zeroflow.scheduler.port.TrafficShare;
import io.fabric8.knative.serving.v1.TrafficTarget;
import io.fabric8.knative.serving.v1.TrafficTargetBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Who gets which part of the requests, as Knative reads it. */
final class Traffic {
  private Traffic() {}

  /**
   * The targets; none if everything goes to the newest, which is what a Service does by itself.
   *
   * @param revisions names of the revisions that exist, by version
   * @throws IllegalArgumentException if a share is for a version that has no revision
   */
  static List<TrafficTarget> targets(Rollout rollout, Map<String, String> revisions) {
    return rollout.shares().stream().map(share -> target(share, revisions)).toList();
  }

  private static TrafficTarget target(TrafficShare share, Map<String, String> revisions) {
    var target =
        new TrafficTargetBuilder().withTag(share.tag()).withPercent((long) share.percent());
    if (share.version() == null) {
      return target.withLatestRevision(true).build();
    }
    String revision = revisions.get(share.version());
    if (revision == null) {
      throw new IllegalArgumentException(
          "version "
              + share.version()
              + " has no revision; there are "
              + new TreeSet<>(revisions.keySet()));
    }
    return target.withLatestRevision(false).withRevisionName(revision).build();
  }
}
