package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.util.List;

/** A model as it is sent; times in milliseconds since 1970. */
record RegisteredModelBody(
    String name,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    String userId,
    String description,
    List<ModelVersionBody> latestVersions,
    List<KeyValue> tags,
    List<Alias> aliases) {
  /** A name for a version. */
  record Alias(String alias, String version) {}

  /**
   * @param latest of each stage the newest version
   */
  static RegisteredModelBody of(
      RegisteredModel it, List<ModelVersionBody> latest, List<ModelAlias> aliases) {
    return new RegisteredModelBody(
        it.name(),
        it.createdAt().toEpochMilli(),
        it.updatedAt().toEpochMilli(),
        it.userName(),
        it.description(),
        latest,
        KeyValue.of(it.tags()),
        aliases.stream().map(alias -> new Alias(alias.alias(), alias.version())).toList());
  }
}
