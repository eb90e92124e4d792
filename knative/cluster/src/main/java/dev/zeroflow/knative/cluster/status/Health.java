package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.scheduler.port.FunctionStatus.State;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * How a function is.
 *
 * @param state where it is in its life
 * @param replicas pods that exist
 * @param reason one sentence
 */
public record Health(State state, int replicas, String reason) {
  /** What the objects say. That a revision has no traffic is its rest, not a failure. */
  public static Health of(Sight sight) {
    List<Pod> pods = sight.pods();
    long ready = pods.stream().filter(Step::isReady).count();
    if (ready > 0) {
      return new Health(
          State.ACTIVE, pods.size(), ready + " of " + pods.size() + " pods are ready");
    }
    List<Pod> staying = pods.stream().filter(pod -> !Step.isLeaving(pod)).toList();
    if (!staying.isEmpty()) {
      return starting(sight, pods.size());
    }
    if (!pods.isEmpty()) {
      return new Health(State.DRAINING, pods.size(), "the last pods finish and go away");
    }
    return resting(sight);
  }

  private static Health starting(Sight sight, int pods) {
    Optional<Finding> finding = sight.finding();
    return finding.filter(Finding::lasting).isPresent()
        ? new Health(State.FAILED, pods, finding.get().sentence())
        : new Health(
            State.ACTIVATING, pods, finding.map(Finding::sentence).orElse("a pod is starting"));
  }

  private static Health resting(Sight sight) {
    if (Route.to(sight.service()) instanceof Route.Broken broken) {
      return new Health(State.FAILED, 0, broken.finding().sentence());
    }
    return sight
        .newest()
        .flatMap(RevisionTroubles::of)
        .map(finding -> new Health(State.FAILED, 0, finding.sentence()))
        .orElseGet(() -> new Health(State.ZERO, 0, "no pod exists; the next call starts one"));
  }
}
