package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.RegisteredModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A registered model; written by {@link PgModelRegistry}. */
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

  @Column(name = "created_at")
  Instant createdAt;

  RegisteredModel toRecord() {
    return new RegisteredModel(project, name, Integer.toString(lastVersion), createdAt);
  }
}
