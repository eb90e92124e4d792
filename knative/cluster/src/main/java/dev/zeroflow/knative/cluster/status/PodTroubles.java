package dev.zeroflow.knative.cluster.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from a pod what is wrong with it. */
public final class PodTroubles {
  /** After a first failure the kubelet tries again; these say that it has given up for a while. */
  private static final Set<String> NO_IMAGE =
      Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  private static final Set<String> NO_CONTAINER =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private PodTroubles() {}

  /** The first trouble of a pod; nothing if it is well or on its way. */
  public static Optional<Finding> of(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null) {
      return Optional.empty();
    }
    return Stream.of(evicted(status), unschedulable(status), container(pod))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Finding> evicted(PodStatus status) {
    return "Evicted".equals(status.getReason())
        ? passing(Trouble.EVICTED, "the node evicted it: " + status.getMessage())
        : Optional.empty();
  }

  private static Optional<Finding> unschedulable(PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .map(PodCondition::getMessage)
        .findFirst()
        .flatMap(why -> passing(Trouble.UNSCHEDULABLE, "no node has room for it: " + why));
  }

  private static Optional<Finding> container(Pod pod) {
    return containers(pod).map(PodTroubles::container).flatMap(Optional::stream).findFirst();
  }

  private static Stream<ContainerStatus> containers(Pod pod) {
    PodStatus status = pod.getStatus();
    return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
        .flatMap(List::stream);
  }

  private static Optional<Finding> container(ContainerStatus status) {
    ContainerState state = status.getState();
    if (state == null) {
      return Optional.empty();
    }
    return state.getWaiting() == null
        // One end is followed by another try at once; more of them by a pause.
        ? ended(status, state.getTerminated(), false)
        : waiting(status, state.getWaiting());
  }

  private static Optional<Finding> waiting(ContainerStatus status, ContainerStateWaiting waiting) {
    String reason = Objects.requireNonNullElse(waiting.getReason(), "");
    if (NO_IMAGE.contains(reason)) {
      return lasting(
          Trouble.IMAGE_PULL, "image " + status.getImage() + " cannot be pulled: " + why(waiting));
    }
    if (NO_CONTAINER.contains(reason)) {
      return lasting(
          Trouble.MISCONFIGURED,
          "container " + status.getName() + " cannot be made: " + why(waiting));
    }
    boolean backOff = reason.equals("CrashLoopBackOff") && status.getLastState() != null;
    return backOff ? ended(status, status.getLastState().getTerminated(), true) : Optional.empty();
  }

  private static Optional<Finding> ended(
      ContainerStatus status, @Nullable ContainerStateTerminated end, boolean lasting) {
    boolean done = !lasting && end != null && Integer.valueOf(0).equals(end.getExitCode());
    if (end == null || done) {
      return Optional.empty();
    }
    boolean memory = "OOMKilled".equals(end.getReason());
    String said = end.getMessage() == null ? "" : ": " + end.getMessage();
    String how =
        memory
            ? " used more memory than its limit and was killed"
            : " exited with " + end.getExitCode() + said;
    Trouble trouble = memory ? Trouble.OUT_OF_MEMORY : Trouble.CRASHED;
    return Optional.of(new Finding(trouble, "container " + status.getName() + how, lasting));
  }

  private static String why(ContainerStateWaiting waiting) {
    return Objects.requireNonNullElse(waiting.getMessage(), waiting.getReason());
  }

  private static Optional<Finding> lasting(Trouble trouble, String sentence) {
    return Optional.of(new Finding(trouble, sentence, true));
  }

  private static Optional<Finding> passing(Trouble trouble, String sentence) {
    return Optional.of(new Finding(trouble, sentence, false));
  }
}
