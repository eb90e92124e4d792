package dev.zeroflow.knative.cluster.job;

import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the state of a job and its pod means: whether it has ended, or never will start. Pure.
 *
 * @param pullLimit how long an image may fail to be pulled, or a container to be made
 * @param startLimit how long a pod may wait for a node
 */
record JobEnds(Duration pullLimit, Duration startLimit) {
  /** How long a pod may take to go away beyond the time that it was given. */
  private static final Duration GOING = Duration.ofMinutes(1);

  private static final Set<String> PULLING =
      Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable");
  private static final Set<String> NOT_MADE =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final Set<String> NOT_STARTED = Set.of("StartError", "ContainerCannotRun");

  /** The end, if it has come. */
  Optional<JobEnd> of(Job job, @Nullable Pod pod, Instant now) {
    for (JobCondition condition : conditions(job)) {
      if (isTrue(condition.getStatus())) {
        switch (condition.getType()) {
          case "Complete" -> {
            return end(Reason.DONE, "its program ended");
          }
          case "Failed" -> {
            return Optional.of(failed(condition, pod));
          }
          default -> {} // a failure or success that Kubernetes has not concluded yet
        }
      }
    }
    return pod == null ? Optional.empty() : stuck(pod, now);
  }

  private static JobEnd failed(JobCondition condition, @Nullable Pod pod) {
    if (Objects.equals(condition.getReason(), "DeadlineExceeded")) {
      return new JobEnd(Reason.DEADLINE, "its time was over");
    }
    return pod == null
        ? new JobEnd(Reason.EVICTED, "its pod is gone: " + condition.getMessage())
        : failed(pod, String.valueOf(condition.getMessage()));
  }

  private static JobEnd failed(Pod pod, String message) {
    ContainerStateTerminated end = terminated(pod);
    if (isDisrupted(pod)) {
      return new JobEnd(Reason.EVICTED, evictions(pod, message));
    } else if (end == null) {
      return new JobEnd(Reason.START_FAILED, message);
    } else if (Objects.equals(end.getReason(), "OOMKilled")) {
      return new JobEnd(Reason.OUT_OF_MEMORY, "it took more memory than its limit");
    } else if (NOT_STARTED.contains(String.valueOf(end.getReason()))) {
      return new JobEnd(
          Reason.START_FAILED,
          "its program cannot be started, an image of a step needs a Python: " + end.getMessage());
    }
    String last = end.getMessage() == null ? "" : "; last words: " + end.getMessage();
    return new JobEnd(
        Reason.EXIT_CODE, "its program ended with exit code " + end.getExitCode() + last);
  }

  private static boolean isDisrupted(Pod pod) {
    return Objects.equals(pod.getStatus().getReason(), "Evicted")
        || condition(pod, "DisruptionTarget").filter(it -> isTrue(it.getStatus())).isPresent();
  }

  private static String evictions(Pod pod, String message) {
    return condition(pod, "DisruptionTarget")
        .map(it -> it.getReason() + ": " + it.getMessage())
        .orElse(Objects.requireNonNullElse(pod.getStatus().getMessage(), message));
  }

  private Optional<JobEnd> stuck(Pod pod, Instant now) {
    String gone = pod.getMetadata().getDeletionTimestamp();
    if (gone != null && Instant.parse(gone).plus(GOING).isBefore(now)) {
      return end(Reason.EVICTED, "its pod does not go away, as if its node was gone");
    }
    ContainerState state = state(pod);
    ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
    String reason = waiting == null ? "" : String.valueOf(waiting.getReason());
    String message = waiting == null ? "" : String.valueOf(waiting.getMessage());
    if (reason.equals("InvalidImageName")) {
      return end(Reason.IMAGE_PULL, message);
    } else if (PULLING.contains(reason) && isOlder(pod, pullLimit, now)) {
      return end(Reason.IMAGE_PULL, reason + ": " + message);
    } else if (NOT_MADE.contains(reason) && isOlder(pod, pullLimit, now)) {
      return end(Reason.START_FAILED, reason + ": " + message);
    }
    return condition(pod, "PodScheduled")
        .filter(it -> !isTrue(it.getStatus()) && isOlder(pod, startLimit, now))
        .flatMap(it -> end(Reason.UNSCHEDULABLE, "no node takes it: " + it.getMessage()));
  }

  /** A pod without its time has just been made. */
  private static boolean isOlder(Pod pod, Duration limit, Instant now) {
    String since = scheduled(pod);
    return since != null && Instant.parse(since).plus(limit).isBefore(now);
  }

  /** Pulling begins when there is a node. */
  private static @Nullable String scheduled(Pod pod) {
    return condition(pod, "PodScheduled")
        .filter(it -> isTrue(it.getStatus()))
        .map(PodCondition::getLastTransitionTime)
        .orElse(pod.getMetadata().getCreationTimestamp());
  }

  /** Whether the handler of a pod works, or has. */
  static boolean isRunning(@Nullable Pod pod) {
    return pod != null
        && pod.getStatus() != null
        && Objects.equals(pod.getStatus().getPhase(), "Running");
  }

  /** Why a pod waits, in one sentence. */
  static String waiting(Job job, @Nullable Pod pod) {
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      return "waits in its queue";
    }
    ContainerState state = pod == null ? null : state(pod);
    if (state != null && state.getWaiting() != null) {
      return "waits: " + state.getWaiting().getReason();
    }
    return pod == null ? "waits for its pod" : "waits for a node";
  }

  private static @Nullable ContainerStateTerminated terminated(Pod pod) {
    ContainerState state = state(pod);
    return state == null ? null : state.getTerminated();
  }

  private static @Nullable ContainerState state(Pod pod) {
    List<ContainerStatus> statuses =
        pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    return statuses.isEmpty() ? null : statuses.getFirst().getState();
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(it -> it.getType().equals(type))
            .findFirst();
  }

  private static List<JobCondition> conditions(Job job) {
    return job.getStatus() == null ? List.of() : job.getStatus().getConditions();
  }

  private static Optional<JobEnd> end(Reason reason, String message) {
    return Optional.of(new JobEnd(reason, message));
  }

  private static boolean isTrue(String status) {
    return status.equals("True");
  }
}
