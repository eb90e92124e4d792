package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.knative.cluster.service.Marks;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.Set;

/** Where a pod is on its way to ready. */
public enum Step {
  CREATED,
  SCHEDULED,
  STARTED,
  READY;

  /** The steps that a pod has done; none for one that goes away. */
  static Set<Step> of(Pod pod) {
    var done = EnumSet.noneOf(Step.class);
    if (isLeaving(pod)) {
      return done;
    }
    done.add(CREATED);
    if (pod.getStatus() != null) {
      addIf(done, SCHEDULED, isTrue(pod, "PodScheduled"));
      addIf(done, STARTED, isRunning(pod));
      addIf(done, READY, isTrue(pod, "Ready"));
    }
    return done;
  }

  static boolean isReady(Pod pod) {
    return of(pod).contains(READY);
  }

  static boolean isLeaving(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private static void addIf(Set<Step> done, Step step, boolean condition) {
    if (condition) {
      done.add(step);
    }
  }

  private static boolean isTrue(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(it -> type.equals(it.getType()) && "True".equals(it.getStatus()));
  }

  private static boolean isRunning(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(it -> Marks.CONTAINER.equals(it.getName()))
        .anyMatch(it -> it.getState() != null && it.getState().getRunning() != null);
  }
}
