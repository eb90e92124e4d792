package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as it is sent; times in milliseconds since 1970. */
record RegisteredModelBody(
    String name,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    @Nullable String userId,
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
        Authors.isKnown(it.userName()) ? it.userName() : null,
        it.description(),
        latest,
        KeyValue.of(it.tags()),
        aliases.stream().map(alias -> new Alias(alias.alias(), alias.version())).toList());
  }
}
