package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
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

/** A row of artifacts; written by {@link PgLineageWriter}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "artifact")
@NullUnmarked
class ArtifactEntity {
  @Id UUID id;
  String project;
  String name;
  String type;
  String uri;
  String digest;
  long size;

  @ColumnTransformer(read = "cast(metadata as text)")
  String metadata;

  @Column(name = "created_at")
  Instant createdAt;

  Artifact toRecord() {
    return new Artifact(
        id,
        project,
        name,
        type,
        uri,
        digest,
        size,
        Rows.values(new JsonObject(metadata)),
        createdAt);
  }
}
