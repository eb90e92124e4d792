package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.RegisteredModel;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A registered model; written by {@link PgRegisteredModels}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "registered_model")
@IdClass(ModelEntity.Key.class)
@NullUnmarked
class ModelEntity {
  /** A name is unique in its project. */
  record Key(String project, String name) implements Serializable {}

  @Id String project;
  @Id String name;

  @Column(name = "last_version")
  int lastVersion;

  UUID id;
  String description;

  @Column(name = "user_name")
  String userName;

  @ColumnTransformer(read = "cast(tags as text)")
  String tags;

  @ColumnTransformer(read = "cast(properties as text)")
  String properties;

  long revision;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  RegisteredModel toRecord() {
    return new RegisteredModel(
        id,
        project,
        name,
        description,
        userName,
        Rows.texts(new JsonObject(tags)),
        Rows.values(new JsonObject(properties)),
        lastVersion,
        revision,
        createdAt,
        updatedAt);
  }
}
