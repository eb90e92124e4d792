package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version of a model as it is sent; times in milliseconds since 1970. */
record ModelVersionBody(
    String name,
    String version,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    @Nullable String userId,
    String currentStage,
    String description,
    String source,
    @Nullable String runId,
    String status,
    List<KeyValue> tags,
    String runLink,
    List<String> aliases,
    @Nullable String modelId) {
  /**
   * @param aliases of its model
   */
  static ModelVersionBody of(ModelVersion it, List<ModelAlias> aliases) {
    @Nullable UUID run = it.origin().trackingRunId();
    @Nullable UUID model = it.origin().loggedModelId();
    return new ModelVersionBody(
        it.model(),
        it.version(),
        it.createdAt().toEpochMilli(),
        it.updatedAt().toEpochMilli(),
        Authors.isKnown(it.userName()) ? it.userName() : null,
        it.stage().text(),
        it.description(),
        it.origin().source(),
        run == null ? null : MlflowIds.hex(run),
        "READY",
        KeyValue.of(it.tags()),
        it.origin().runLink(),
        aliases.stream()
            .filter(alias -> alias.version().equals(it.version()))
            .map(ModelAlias::alias)
            .toList(),
        model == null ? null : MlflowIds.model(model));
  }
}
