package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.service.EnvironmentSecret;
import dev.zeroflow.knative.cluster.service.ServiceManifests;
import dev.zeroflow.knative.cluster.service.Site;
import dev.zeroflow.knative.cluster.status.ClusterView;
import dev.zeroflow.scheduler.port.FunctionRefusedException;
import dev.zeroflow.scheduler.port.FunctionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;

/** Writes functions to the cluster. The caller sees to it that each has one writer at a time. */
final class Declarations {
  private final ClusterSettings settings;
  private final ImageDigests digests;
  private final ClusterView view;
  private final Directory directory;
  private final Applier applier;

  Declarations(
      ClusterSettings settings,
      ImageDigests digests,
      ClusterView view,
      Directory directory,
      Applier applier) {
    this.settings = settings;
    this.digests = digests;
    this.view = view;
    this.directory = directory;
    this.applier = applier;
  }

  /** Writes a function unless the cluster has it as it is; tells whether something was written. */
  boolean declare(FunctionSpec spec) {
    Service wanted = manifest(spec);
    String hash = new DeclaredFunction(wanted).hash();
    Optional<Service> there = directory.find(spec.name()).filter(it -> isAt(it, wanted));
    if (there.filter(it -> new DeclaredFunction(it).hash().equals(hash)).isPresent()) {
      return false;
    }
    write(spec, wanted);
    return true;
  }

  /** Removes a function; unknown ones are ignored. */
  void remove(String function) {
    directory
        .find(function)
        .ifPresent(
            service -> {
              applier.delete(function, service);
              directory.deleted(service);
            });
  }

  /**
   * The secret comes first, as pods of the Service need it, and again afterwards, when it can be
   * told who owns it.
   */
  private void write(FunctionSpec spec, Service wanted) {
    String namespace = wanted.getMetadata().getNamespace();
    Optional<Secret> secret = EnvironmentSecret.render(spec, namespace);
    secret.ifPresent(it -> applier.apply(spec.name(), it));
    Service written = applier.apply(spec.name(), wanted);
    directory.wrote(written);
    secret.ifPresent(it -> applier.apply(spec.name(), EnvironmentSecret.ownedBy(written, it)));
  }

  private Service manifest(FunctionSpec spec) {
    String namespace = settings.namespaceOf(spec.placement().project());
    try {
      return ServiceManifests.render(
          spec,
          new Site(
              namespace,
              digests.pinned(spec.image()),
              settings.confinement(),
              versions(spec.name())));
    } catch (IllegalArgumentException e) {
      throw new FunctionRefusedException(
          spec.name(),
          FunctionRefusedException.Reason.NOT_ALLOWED,
          "function " + spec.name() + ": " + e.getMessage());
    }
  }

  private Map<String, String> versions(String function) {
    return directory.find(function).map(it -> view.sight(it).versions()).orElse(Map.of());
  }

  private static boolean isAt(Service there, Service wanted) {
    return there.getMetadata().getNamespace().equals(wanted.getMetadata().getNamespace());
  }
}
