package dev.zeroflow.knative.cluster.install;

import dev.zeroflow.knative.cluster.event.EventManifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** All objects of an installation, in an order in which they can be applied. */
public final class Installation {
  private Installation() {}

  /** The same settings give the same objects. Secrets are not among them. */
  public static List<HasMetadata> objects(InstallSettings settings) {
    var objects = new ArrayList<>(new ControlPlane(settings).objects());
    if (settings.eventing() != null) {
      objects.addAll(TokenReviewRights.objects(settings.namespace()));
      objects.addAll(
          new EventManifests(settings.namespace(), settings.address(), settings.eventing())
              .objects());
    }
    settings
        .projects()
        .forEach(project -> objects.addAll(new ProjectNamespace(settings, project).objects()));
    return objects;
  }
}
