package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpecBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;

/** What stands around the server: its namespace, account and address. */
final class ControlPlane {
  static final String SERVICE = "zeroflow";
  static final String ACCOUNT = "zeroflow-server";
  static final String PORT = "http";
  private static final int SERVICE_PORT = 80;

  private final InstallSettings settings;

  ControlPlane(InstallSettings settings) {
    this.settings = settings;
  }

  List<HasMetadata> objects() {
    var objects = new ArrayList<HasMetadata>(List.of(namespace(), account()));
    objects.addAll(new ServerDeployment(settings).objects());
    objects.addAll(List.of(service(), disruptionBudget()));
    objects.add(ServerNetwork.policy(settings));
    if (settings.ingress() != null) {
      objects.add(ingress(settings.ingress()));
    }
    return objects;
  }

  private Namespace namespace() {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(settings.namespace())
        .withLabels(Labels.MANAGED)
        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
        .endMetadata()
        .build();
  }

  /** Has rights in the namespaces of projects only, see {@link ProjectNamespace}. */
  private ServiceAccount account() {
    return new ServiceAccountBuilder()
        .withMetadata(Labels.server(settings.namespace(), ACCOUNT))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private Service service() {
    return new ServiceBuilder()
        .withMetadata(Labels.server(settings.namespace(), SERVICE))
        .withNewSpec()
        .withSelector(Labels.server())
        .addNewPort()
        .withName(PORT)
        .withPort(SERVICE_PORT)
        .withTargetPort(new IntOrString(PORT))
        .endPort()
        .endSpec()
        .build();
  }

  private PodDisruptionBudget disruptionBudget() {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(Labels.server(settings.namespace(), ServerDeployment.NAME))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(Labels.server())
        .endSelector()
        .endSpec()
        .build();
  }

  private Ingress ingress(InstallSettings.Ingress way) {
    var spec =
        new IngressSpecBuilder()
            .addNewRule()
            .withHost(way.host())
            .withNewHttp()
            .addNewPath()
            .withPath("/")
            .withPathType("Prefix")
            .withNewBackend()
            .withNewService()
            .withName(SERVICE)
            .withNewPort(PORT, null)
            .endService()
            .endBackend()
            .endPath()
            .endHttp()
            .endRule();
    if (way.tlsSecret() != null) {
      spec.addNewTl().withHosts(way.host()).withSecretName(way.tlsSecret()).endTl();
    }
    return new IngressBuilder()
        .withMetadata(Labels.server(settings.namespace(), SERVICE))
        .withSpec(spec.build())
        .build();
  }
}
