package dev.zeroflow.knative.cluster.pod;

import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.Toleration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders a pod with one container. Equal settings give equal manifests, and only what was asked
 * for is written: everything else stays the cluster's.
 */
public final class PodManifests {
  private PodManifests() {}

  /**
   * The specification of the pod. Labels and annotations of the settings belong to the template
   * around it, and are the caller's to place.
   */
  public static PodSpec render(HandlerContainer container, PodSettings settings) {
    return new PodSpecBuilder()
        .withServiceAccountName(settings.serviceAccount())
        .withAutomountServiceAccountToken(token(settings))
        .withEnableServiceLinks(false)
        .withContainers(container(container, settings))
        .withVolumes(new Volumes(settings.mounts()).volumes())
        .withNodeSelector(orNothing(settings.nodeSelector()))
        .withTolerations(settings.tolerations().stream().map(PodManifests::toleration).toList())
        .withImagePullSecrets(
            settings.pullSecrets().stream().map(LocalObjectReference::new).toList())
        .build();
  }

  /** Handlers need no access to the cluster, unless an account was chosen to give it to them. */
  private static @Nullable Boolean token(PodSettings settings) {
    return settings.serviceAccount() == null ? false : null;
  }

  private static Container container(HandlerContainer container, PodSettings settings) {
    return new ContainerBuilder()
        .withName(container.name())
        .withImage(container.image())
        .withImagePullPolicy(settings.pullPolicy())
        .withCommand(container.command())
        .withArgs(container.arguments())
        .withEnvFrom(Environment.whole(container.environmentSecret()))
        .withEnv(Environment.variables(container.environment(), settings.variables()))
        .withResources(resources(settings))
        .withSecurityContext(Security.context(container.confinement()))
        .withVolumeMounts(new Volumes(settings.mounts()).mounts())
        .build();
  }

  private static @Nullable ResourceRequirements resources(PodSettings settings) {
    if (settings.requests().isEmpty() && settings.limits().isEmpty()) {
      return null;
    }
    return new ResourceRequirementsBuilder()
        .withRequests(quantities(settings.requests()))
        .withLimits(quantities(settings.limits()))
        .build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> amounts) {
    var quantities = new TreeMap<String, Quantity>();
    amounts.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }

  private static io.fabric8.kubernetes.api.model.Toleration toleration(Toleration toleration) {
    return new io.fabric8.kubernetes.api.model.Toleration(
        toleration.effect(),
        toleration.key(),
        toleration.operator(),
        toleration.seconds(),
        toleration.value());
  }

  private static @Nullable Map<String, String> orNothing(Map<String, String> labels) {
    return labels.isEmpty() ? null : new TreeMap<>(labels);
  }
}
