package dev.zeroflow.knative.cluster.pod;

import dev.zeroflow.scheduler.pod.KeyAsVariable;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Variables of a container. */
final class Environment {
  private Environment() {}

  /**
   * Plain values by name, so that the same settings give the same manifest; then the references.
   */
  static List<EnvVar> variables(Map<String, String> plain, List<KeyAsVariable> references) {
    var variables = new ArrayList<EnvVar>();
    new TreeMap<>(plain).forEach((name, value) -> variables.add(new EnvVar(name, value, null)));
    references.forEach(reference -> variables.add(variable(reference)));
    return variables;
  }

  static List<EnvFromSource> whole(@Nullable String secret) {
    return secret == null
        ? List.of()
        : List.of(
            new EnvFromSourceBuilder().withNewSecretRef().withName(secret).endSecretRef().build());
  }

  private static EnvVar variable(KeyAsVariable reference) {
    var variable = new EnvVarBuilder().withName(reference.variable()).withNewValueFrom();
    Boolean optional = Volumes.orNothing(reference.optional());
    return switch (reference.holder()) {
      case SECRET ->
          variable
              .withNewSecretKeyRef(reference.key(), reference.name(), optional)
              .endValueFrom()
              .build();
      case CONFIG_MAP ->
          variable
              .withNewConfigMapKeyRef(reference.key(), reference.name(), optional)
              .endValueFrom()
              .build();
    };
  }
}
