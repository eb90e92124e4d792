package dev.zeroflow.knative.cluster.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zeroflow.scheduler.port.FunctionSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment of a function as a secret, as it may hold passwords, and whoever may look at
 * Services may not look at those. Each content has a secret of its own that never changes, so that
 * a revision of before keeps what it was declared with.
 */
public final class EnvironmentSecret {
  private static final int DIGITS = 10;

  private EnvironmentSecret() {}

  /** Name of the secret; nothing for an empty environment. */
  static Optional<String> name(FunctionSpec spec) {
    if (spec.environment().isEmpty()) {
      return Optional.empty();
    }
    String content = Serialization.asYaml(encoded(spec));
    return Optional.of(spec.name() + "-env-" + Digest.of(content).substring(0, DIGITS));
  }

  /** The secret; nothing for an empty environment. */
  public static Optional<Secret> render(FunctionSpec spec, String namespace) {
    return name(spec)
        .map(
            name ->
                new SecretBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .addToLabels(Marks.MANAGED_BY, Marks.MANAGER)
                    .endMetadata()
                    .withType("Opaque")
                    .withImmutable(true)
                    .withData(encoded(spec))
                    .build());
  }

  /** The same secret, which goes away with its Service. */
  public static Secret ownedBy(Service service, Secret secret) {
    return new SecretBuilder(secret)
        .editMetadata()
        .addNewOwnerReference()
        .withApiVersion(service.getApiVersion())
        .withKind(service.getKind())
        .withName(service.getMetadata().getName())
        .withUid(service.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  private static SortedMap<String, String> encoded(FunctionSpec spec) {
    var encoded = new TreeMap<String, String>();
    spec.environment()
        .forEach(
            (name, value) ->
                encoded.put(name, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
    return encoded;
  }
}
