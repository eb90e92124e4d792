package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.util.List;

/**
 * The one right in the whole cluster, which only installations with a Broker have: to ask whose
 * token a sender of events shows.
 */
final class TokenReviewRights {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private TokenReviewRights() {}

  static List<HasMetadata> objects(String namespace) {
    String name = namespace + "-token-review";
    return List.of(
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(Labels.MANAGED)
            .endMetadata()
            .addNewRule()
            .withApiGroups("authentication.k8s.io")
            .withResources("tokenreviews")
            .withVerbs("create")
            .endRule()
            .build(),
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(Labels.MANAGED)
            .endMetadata()
            .withNewRoleRef(GROUP, "ClusterRole", name)
            .addNewSubject()
            .withKind("ServiceAccount")
            .withName(ControlPlane.ACCOUNT)
            .withNamespace(namespace)
            .endSubject()
            .build());
  }
}
