package dev.zeroflow.app.mlflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of requests about models and versions; of each request some of these. */
record RegistryRequest(
    @Nullable String name,
    @Nullable String newName,
    @Nullable String version,
    @Nullable String description,
    @Nullable List<KeyValue> tags,
    @Nullable String key,
    @Nullable String value,
    @Nullable String alias,
    @Nullable String source,
    @Nullable String runId,
    @Nullable String runLink,
    @Nullable String modelId,
    @Nullable String stage,
    @Nullable List<String> stages,
    @Nullable Boolean archiveExistingVersions) {
  String requiredName() {
    return MlflowRegistry.required("name", name);
  }

  String number() {
    return MlflowRegistry.number(version);
  }

  String requiredKey() {
    return MlflowRegistry.required("key", key);
  }

  String valueOrEmpty() {
    return value == null ? "" : value;
  }

  String descriptionOrEmpty() {
    return description == null ? "" : description;
  }
}
