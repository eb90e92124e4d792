package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Names and labels of what is installed. */
final class Labels {
  /** Who looks after an object. */
  static final Map<String, String> MANAGED = Map.of("app.kubernetes.io/managed-by", "zeroflow");

  /** On namespaces of projects: the name of the project. */
  static final String PROJECT = "zeroflow.dev/project";

  /** On every namespace, written by Kubernetes itself. */
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private static final Map<String, String> SERVER =
      Map.of("app.kubernetes.io/name", "zeroflow", "app.kubernetes.io/component", "server");

  private Labels() {}

  /** Chooses the pods of the server; must never change, because Deployments cannot. */
  static Map<String, String> server() {
    return new TreeMap<>(SERVER);
  }

  /** Metadata of an object of the control plane. */
  static ObjectMeta server(String namespace, String name) {
    var labels = new TreeMap<>(SERVER);
    labels.putAll(MANAGED);
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(labels)
        .build();
  }

  /** Metadata of any other object. */
  static ObjectMeta plain(String namespace, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(MANAGED)
        .build();
  }
}
