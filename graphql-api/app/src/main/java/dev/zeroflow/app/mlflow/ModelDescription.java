package dev.zeroflow.app.mlflow;

import dev.zeroflow.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * What the file {@code MLmodel} says of a model.
 *
 * @param signature JSON text of inputs and outputs; null if it has none
 * @param environment JSON text of flavors and versions
 */
record ModelDescription(@Nullable String signature, String environment) {
  private static final int MAX_ALIASES = 20;

  /** Reads the file; empty if it is not what it should be, as clients write what they like. */
  static Optional<ModelDescription> parse(byte[] file) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      String text = new String(file, StandardCharsets.UTF_8);
      return new Load(settings).loadFromString(text) instanceof Map<?, ?> model
          ? Optional.of(of(model))
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  private static ModelDescription of(Map<?, ?> model) {
    Object flavors = model.get("flavors");
    Map<String, Object> environment = new LinkedHashMap<>();
    put(environment, "flavors", flavors);
    put(environment, "mlflow_version", model.get("mlflow_version"));
    return new ModelDescription(signature(model.get("signature")), Json.write(environment));
  }

  /** The parts are JSON texts in a YAML file, and so they stay. */
  private static @Nullable String signature(@Nullable Object signature) {
    if (!(signature instanceof Map<?, ?> parts)) {
      return null;
    }
    Map<String, Object> known = new LinkedHashMap<>();
    for (String part : new String[] {"inputs", "outputs", "params"}) {
      put(known, part, parts.get(part));
    }
    return known.isEmpty() ? null : Json.write(known);
  }

  private static void put(Map<String, Object> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
