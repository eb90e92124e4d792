package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the functions of one project run, and what the server may do there. */
final class ProjectNamespace {
  /** Account of functions and jobs: it has no rights, and no token is mounted for it. */
  static final String FUNCTION_ACCOUNT = "zeroflow-function";

  private static final String SERVER = "zeroflow-server";
  private static final String KNATIVE = "knative-serving";

  /**
   * Generous for a project, and little enough that one cannot take a cluster: an administrator
   * changes it.
   */
  private static final Map<String, String> QUOTA =
      Map.of(
          "pods", "200",
          "requests.cpu", "64",
          "requests.memory", "256Gi",
          "secrets", "1000",
          "configmaps", "1000",
          "services", "1000",
          "count/jobs.batch", "1000");

  private final InstallSettings settings;
  private final String project;
  private final String namespace;

  ProjectNamespace(InstallSettings settings, String project) {
    this.settings = settings;
    this.project = project;
    this.namespace = InstallSettings.projectNamespace(settings.namespace(), project);
  }

  List<HasMetadata> objects() {
    return List.of(namespace(), account(), role(), binding(), quota(), limits(), network());
  }

  /** Images of other people may run as root there, which restricted namespaces would refuse. */
  private Namespace namespace() {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(namespace)
        .withLabels(Labels.MANAGED)
        .addToLabels("pod-security.kubernetes.io/enforce", "baseline")
        .addToLabels("pod-security.kubernetes.io/warn", "restricted")
        .addToLabels(Labels.PROJECT, project)
        .endMetadata()
        .build();
  }

  private ServiceAccount account() {
    return new ServiceAccountBuilder()
        .withMetadata(Labels.plain(namespace, FUNCTION_ACCOUNT))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private Role role() {
    return new RoleBuilder()
        .withMetadata(Labels.plain(namespace, SERVER))
        .withRules(ServerRights.RULES.stream().map(ProjectNamespace::rule).toList())
        .build();
  }

  private static PolicyRule rule(ServerRights.Right right) {
    return new PolicyRuleBuilder()
        .withApiGroups(right.group())
        .withResources(right.resources())
        .withVerbs(right.verbs())
        .build();
  }

  private RoleBinding binding() {
    return new RoleBindingBuilder()
        .withMetadata(Labels.plain(namespace, SERVER))
        .withNewRoleRef("rbac.authorization.k8s.io", "Role", SERVER)
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(ControlPlane.ACCOUNT)
        .withNamespace(settings.namespace())
        .endSubject()
        .build();
  }

  private ResourceQuota quota() {
    var hard = new TreeMap<String, Quantity>();
    QUOTA.forEach((resource, amount) -> hard.put(resource, new Quantity(amount)));
    return new ResourceQuotaBuilder()
        .withMetadata(Labels.plain(namespace, "zeroflow"))
        .withNewSpec()
        .withHard(hard)
        .endSpec()
        .build();
  }

  /** A quota refuses pods that ask for nothing: those get this. */
  private LimitRange limits() {
    return new LimitRangeBuilder()
        .withMetadata(Labels.plain(namespace, "zeroflow"))
        .withNewSpec()
        .addNewLimit()
        .withType("Container")
        .addToDefaultRequest("cpu", new Quantity("100m"))
        .addToDefaultRequest("memory", new Quantity("256Mi"))
        .endLimit()
        .endSpec()
        .build();
  }

  /** Functions are called by Knative and its gateways; they call whom they like. */
  private NetworkPolicy network() {
    var callers = new ArrayList<NetworkPolicyPeer>();
    callers.add(ServerNetwork.namespace(KNATIVE));
    settings.ingressNamespaces().forEach(it -> callers.add(ServerNetwork.namespace(it)));
    callers.add(
        new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector()
            .addToMatchLabels(Labels.NAMESPACE_NAME, settings.namespace())
            .endNamespaceSelector()
            .withNewPodSelector()
            .withMatchLabels(Labels.server())
            .endPodSelector()
            .build());
    return new NetworkPolicyBuilder()
        .withMetadata(Labels.plain(namespace, "zeroflow"))
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(ServerNetwork.from(callers, null))
        .withEgress(ServerNetwork.anywhereElse())
        .endSpec()
        .build();
  }
}
