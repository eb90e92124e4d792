package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.ModelVersion;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A model version; written by {@link PgModelRegistry}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "model_version")
@NullUnmarked
class ModelVersionEntity {
  @Id UUID id;
  String project;
  String model;

  @Column(name = "version")
  int number;

  @Column(name = "artifact_id")
  UUID artifactId;

  @Column(name = "run_id")
  UUID runId;

  @Column(name = "task_path")
  String taskPath;

  @ColumnTransformer(read = "cast(metrics as text)")
  String metrics;

  String description;

  @Column(name = "created_at")
  Instant createdAt;

  ModelVersion toRecord() {
    return new ModelVersion(
        id,
        project,
        model,
        Integer.toString(number),
        artifactId,
        runId,
        taskPath,
        Rows.metrics(new JsonObject(metrics)),
        description,
        createdAt);
  }
}
