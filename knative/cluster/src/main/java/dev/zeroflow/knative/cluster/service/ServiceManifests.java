package dev.zeroflow.knative.cluster.service;

import dev.zeroflow.knative.cluster.pod.HandlerContainer;
import dev.zeroflow.knative.cluster.pod.PodManifests;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.RequestTimes;
import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.RevisionSpecBuilder;
import io.fabric8.knative.serving.v1.RevisionTemplateSpec;
import io.fabric8.knative.serving.v1.RevisionTemplateSpecBuilder;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders a function as a Knative Service: one for each function, never for each run. Equal
 * specifications give equal manifests. Anything that changes the template makes a revision, so that
 * nothing that changes by itself is in there.
 */
public final class ServiceManifests {
  private ServiceManifests() {}

  /** The Service with the digest of all that it says. */
  public static Service render(FunctionSpec spec, Site site) {
    Service service = withoutHash(spec, site);
    return new ServiceBuilder(service)
        .editMetadata()
        .addToAnnotations(Marks.SPEC_HASH, Digest.of(Serialization.asYaml(service)))
        .endMetadata()
        .build();
  }

  private static Service withoutHash(FunctionSpec spec, Site site) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(spec.name())
        .withNamespace(site.namespace())
        .addToLabels(Marks.MANAGED_BY, Marks.MANAGER)
        .addToLabels(Marks.VISIBILITY, "cluster-local")
        .addToLabels(Marks.KIND, kind(spec))
        .withAnnotations(annotations(spec))
        .endMetadata()
        .withNewSpec()
        .withTemplate(template(spec, site))
        .withTraffic(Traffic.targets(spec.placement().rollout(), site.revisions()))
        .endSpec()
        .build();
  }

  private static Map<String, String> annotations(FunctionSpec spec) {
    var annotations = new TreeMap<String, String>();
    annotations.put(Marks.QUEUE_LIMIT, Integer.toString(spec.scale().queueLimit()));
    var gradual = spec.placement().rollout().gradual();
    if (gradual.isPositive()) {
      annotations.put(Marks.ROLLOUT, Autoscaling.seconds(gradual));
    }
    return annotations;
  }

  private static RevisionTemplateSpec template(FunctionSpec spec, Site site) {
    var settings = spec.placement().pod();
    var annotations = new TreeMap<>(settings.annotations());
    annotations.putAll(Autoscaling.annotations(spec));
    return new RevisionTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels(spec))
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(revision(spec, site))
        .build();
  }

  private static Map<String, String> labels(FunctionSpec spec) {
    var labels = new TreeMap<>(spec.placement().pod().labels());
    labels.put(Marks.MANAGED_BY, Marks.MANAGER);
    labels.put(Marks.KIND, kind(spec));
    if (spec.placement().version() != null) {
      labels.put(Marks.VERSION, spec.placement().version());
    }
    return labels;
  }

  private static RevisionSpec revision(FunctionSpec spec, Site site) {
    RequestTimes times = spec.times();
    PodSpec pod = PodManifests.render(container(spec, site), spec.placement().pod());
    return new RevisionSpecBuilder()
        .withContainerConcurrency((long) spec.scale().containerConcurrency())
        .withTimeoutSeconds(Autoscaling.wholeSeconds(times.whole()))
        // Left out, Knative would put 300 s there.
        .withResponseStartTimeoutSeconds(Autoscaling.wholeSeconds(times.responseStart()))
        .withIdleTimeoutSeconds(idle(times))
        .withServiceAccountName(pod.getServiceAccountName())
        .withAutomountServiceAccountToken(pod.getAutomountServiceAccountToken())
        .withEnableServiceLinks(pod.getEnableServiceLinks())
        .withContainers(withLastWords(pod.getContainers().getFirst()))
        .withVolumes(pod.getVolumes())
        .withNodeSelector(pod.getNodeSelector())
        .withTolerations(pod.getTolerations())
        .withImagePullSecrets(pod.getImagePullSecrets())
        .build();
  }

  /** When it crashes, its status holds its last lines, which failed calls then tell. */
  private static Container withLastWords(Container container) {
    return new ContainerBuilder(container)
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .build();
  }

  private static @Nullable Long idle(RequestTimes times) {
    return times.idle() == null ? null : Autoscaling.wholeSeconds(times.idle());
  }

  /** No probe: then Knative looks every 50 ms whether the port is open, and no start is faster. */
  private static HandlerContainer container(FunctionSpec spec, Site site) {
    return new HandlerContainer(
        Marks.CONTAINER,
        site.image(),
        List.of(),
        List.of(),
        Map.of(),
        EnvironmentSecret.name(spec).orElse(null),
        site.confinement());
  }

  private static String kind(FunctionSpec spec) {
    return spec.kind().name().toLowerCase(Locale.ROOT);
  }
}
