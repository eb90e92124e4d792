package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionOrigin;
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

  @Column(name = "user_name")
  String userName;

  @ColumnTransformer(read = "cast(tags as text)")
  String tags;

  @ColumnTransformer(read = "cast(properties as text)")
  String properties;

  String stage;
  String source;
  String location;

  @Column(name = "run_link")
  String runLink;

  @Column(name = "tracking_run_id")
  UUID trackingRunId;

  @Column(name = "logged_model_id")
  UUID loggedModelId;

  String signature;
  String environment;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

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
        new VersionOrigin(
            source, location, runLink, trackingRunId, loggedModelId, signature, environment),
        userName,
        description,
        Stage.of(stage),
        Rows.texts(new JsonObject(tags)),
        Rows.values(new JsonObject(properties)),
        createdAt,
        updatedAt);
  }
}
