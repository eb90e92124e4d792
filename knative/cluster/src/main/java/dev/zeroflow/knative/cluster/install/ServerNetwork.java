package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call whom. */
final class ServerNetwork {
  /** Where clouds tell credentials of the node to whoever asks. */
  private static final String NODE_CREDENTIALS = "169.254.169.254/32";

  private static final String NODE_CREDENTIALS_V6 = "fd00:ec2::254/128";
  private static final String EVENTING = "knative-eventing";

  private ServerNetwork() {}

  /** Functions, gateways and senders of events reach the server. */
  static NetworkPolicy policy(InstallSettings settings) {
    var callers = new ArrayList<NetworkPolicyPeer>();
    callers.add(
        new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector()
            .addNewMatchExpression()
            .withKey(Labels.PROJECT)
            .withOperator("Exists")
            .endMatchExpression()
            .endNamespaceSelector()
            .build());
    settings.ingressNamespaces().forEach(it -> callers.add(namespace(it)));
    callers.add(namespace(EVENTING));
    return new NetworkPolicyBuilder()
        .withMetadata(Labels.server(settings.namespace(), ServerDeployment.NAME))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(Labels.server())
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(from(callers, ServerDeployment.PORT))
        .withEgress(anywhereElse())
        .endSpec()
        .build();
  }

  /** Calls from these, to one port or to every port. */
  static NetworkPolicyIngressRule from(List<NetworkPolicyPeer> callers, @Nullable Integer port) {
    var rule = new NetworkPolicyIngressRuleBuilder().withFrom(callers);
    return port == null
        ? rule.build()
        : rule.addNewPort().withPort(new IntOrString(port)).withProtocol("TCP").endPort().build();
  }

  static NetworkPolicyPeer namespace(String name) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .addToMatchLabels(Labels.NAMESPACE_NAME, name)
        .endNamespaceSelector()
        .build();
  }

  /** Everything but the credentials of the node. To some networks, pods have no addresses. */
  static NetworkPolicyEgressRule anywhereElse() {
    return new NetworkPolicyEgressRuleBuilder()
        .addNewTo()
        .withNewNamespaceSelector()
        .endNamespaceSelector()
        .endTo()
        .addNewTo()
        .withNewIpBlock()
        .withCidr("0.0.0.0/0")
        .withExcept(NODE_CREDENTIALS)
        .endIpBlock()
        .endTo()
        .addNewTo()
        .withNewIpBlock()
        .withCidr("::/0")
        .withExcept(NODE_CREDENTIALS_V6)
        .endIpBlock()
        .endTo()
        .build();
  }
}
