package dev.zeroflow.knative.cluster.preflight;

import dev.zeroflow.knative.cluster.preflight.ClusterFacts.Access;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a cluster for what {@link Preflight} judges. Changes nothing. */
public final class ClusterReader {
  private static final String SERVING = "knative-serving";
  private static final String EVENTING = "knative-eventing";
  private static final String VERSION = "app.kubernetes.io/version";
  private static final int FORBIDDEN = 403;

  private static final List<String> GROUPS =
      List.of("serving.knative.dev/v1", "eventing.knative.dev/v1", "sources.knative.dev/v1");

  private static final List<String> SETTINGS =
      List.of("config-features", "config-defaults", "config-autoscaler");

  private final KubernetesClient client;

  public ClusterReader(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The facts.
   *
   * @param needed what whoever asks wants to do
   * @throws KubernetesClientException if the cluster is not reached
   */
  public ClusterFacts read(List<Access> needed) {
    String kubernetes = client.getKubernetesVersion().getGitVersion();
    return new ClusterFacts(
        kubernetes == null ? "" : kubernetes,
        version(SERVING),
        version(EVENTING),
        GROUPS.stream().collect(Collectors.toMap(group -> group, this::resources)),
        settings(),
        needed.stream().filter(access -> !isAllowed(access)).toList());
  }

  private Optional<String> version(String namespace) {
    return unlessForbidden(() -> client.namespaces().withName(namespace).get())
        .map(Namespace::getMetadata)
        .map(metadata -> metadata.getLabels())
        .map(labels -> labels.get(VERSION));
  }

  private Set<String> resources(String groupVersion) {
    @Nullable APIResourceList list = client.getApiResources(groupVersion);
    return list == null || list.getResources() == null
        ? Set.of()
        : list.getResources().stream().map(APIResource::getName).collect(Collectors.toSet());
  }

  private Map<String, Map<String, String>> settings() {
    var settings = new HashMap<String, Map<String, String>>();
    for (String name : SETTINGS) {
      unlessForbidden(() -> client.configMaps().inNamespace(SERVING).withName(name).get())
          .map(ConfigMap::getData)
          .ifPresent(data -> settings.put(name, data));
    }
    return settings;
  }

  private boolean isAllowed(Access access) {
    String[] resource = access.resource().split("/", 2);
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(access.namespace().isEmpty() ? null : access.namespace())
            .withGroup(access.group())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .withVerb(access.verb())
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer =
        client.authorization().v1().selfSubjectAccessReview().create(question);
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }

  private static <T> Optional<T> unlessForbidden(Read<T> read) {
    try {
      return Optional.ofNullable(read.get());
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads what may not be there. */
  private interface Read<T> {
    @Nullable T get();
  }
}
