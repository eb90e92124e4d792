package dev.zeroflow.knative.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A namespace of its own on the cluster that a variable names; goes away with all that is in it.
 */
final class RealCluster implements AutoCloseable {
  /** Names a kubeconfig file. */
  static final String KUBECONFIG = "ZEROFLOW_CLUSTER_KUBECONFIG";

  final KubernetesClient client = ClusterConnection.open(Path.of(System.getenv(KUBECONFIG)));
  final String namespace = "zeroflow-test-" + UUID.randomUUID().toString().substring(0, 8);

  RealCluster() {
    var object = new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata();
    client.resource(object.build()).create();
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
