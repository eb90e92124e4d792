package dev.zeroflow.knative.cluster.pod;

import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/**
 * The security context of a container. That of a pod is left alone: Knative takes it only where an
 * administrator has switched it on.
 */
final class Security {
  private Security() {}

  static SecurityContext context(Confinement confinement) {
    var context =
        new SecurityContextBuilder()
            .withAllowPrivilegeEscalation(false)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    return switch (confinement) {
      case BASELINE -> context.build();
      case RESTRICTED ->
          context
              .withRunAsNonRoot(true)
              .withNewCapabilities()
              .withDrop("ALL")
              .endCapabilities()
              .build();
    };
  }
}
