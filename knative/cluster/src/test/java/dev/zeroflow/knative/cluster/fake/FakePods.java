package dev.zeroflow.knative.cluster.fake;

import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.knative.local.FunctionEvent;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes Pods as the kubelet would: one for each function that has processes. */
public final class FakePods {
  private final KubernetesClient client;
  private final String namespace;
  private final UnaryOperator<String> revision;
  private final Set<String> startedWell = new HashSet<>();

  /**
   * Prepares pods.
   *
   * @param revision name of the newest revision of a function
   */
  FakePods(KubernetesClient client, String namespace, UnaryOperator<String> revision) {
    this.client = client;
    this.namespace = namespace;
    this.revision = revision;
  }

  void follow(FunctionEvent event) {
    switch (event.state()) {
      case ACTIVATING -> start(event.function());
      case ACTIVE -> ready(event.function());
      case FAILED -> fail(event.function());
      case ZERO, DRAINING -> delete(event.function());
    }
  }

  private void start(String function) {
    startedWell.remove(function);
    write(function, starting());
  }

  private void ready(String function) {
    startedWell.add(function);
    write(function, ready());
  }

  /** A container that was ready is started again at once; one that never was, after a while. */
  private void fail(String function) {
    write(function, startedWell.contains(function) ? ended() : crashing());
  }

  void write(String function, PodStatus status) {
    Pod pod = pod(function, status);
    if (client.resource(pod).get() == null) {
      client.resource(pod).create();
    } else {
      client.resource(pod).update();
    }
  }

  private void delete(String function) {
    client.pods().inNamespace(namespace).withName(name(function)).withGracePeriod(0).delete();
  }

  private Pod pod(String function, PodStatus status) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name(function))
        .withNamespace(namespace)
        .addToLabels(Marks.MANAGED_BY, Marks.MANAGER)
        .addToLabels(Marks.OF_SERVICE, function)
        .addToLabels(Marks.OF_REVISION, revision.apply(function))
        .endMetadata()
        .withStatus(status)
        .build();
  }

  private static String name(String function) {
    return function + "-pod";
  }

  private static PodStatus starting() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("True")
        .endCondition()
        .build();
  }

  private static PodStatus ready() {
    var running = new ContainerStateBuilder().withNewRunning().endRunning().build();
    return new PodStatusBuilder(starting())
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .withContainerStatuses(container(running, null))
        .build();
  }

  private static PodStatus ended() {
    return new PodStatusBuilder(starting()).withContainerStatuses(container(exit(), null)).build();
  }

  /** As the kubelet waits for the next try. */
  private static PodStatus crashing() {
    var waiting =
        new ContainerStateBuilder().withNewWaiting("back-off 10s", "CrashLoopBackOff").build();
    return new PodStatusBuilder(starting())
        .withContainerStatuses(container(waiting, exit()))
        .build();
  }

  /** As the scheduler says that it found no node. */
  public static PodStatus unschedulable() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("False")
        .withReason("Unschedulable")
        .withMessage("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.")
        .endCondition()
        .build();
  }

  /** As the kubelet says that the kernel ended a process. */
  public static PodStatus outOfMemory() {
    var killed =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(137)
            .withReason("OOMKilled")
            .endTerminated()
            .build();
    return new PodStatusBuilder(starting()).withContainerStatuses(container(killed, null)).build();
  }

  private static ContainerState exit() {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(3)
        .withReason("Error")
        .endTerminated()
        .build();
  }

  private static io.fabric8.kubernetes.api.model.ContainerStatus container(
      ContainerState state, ContainerState before) {
    return new ContainerStatusBuilder()
        .withName(Marks.CONTAINER)
        .withImage("registry.example/tasks")
        .withState(state)
        .withLastState(before)
        .build();
  }
}
