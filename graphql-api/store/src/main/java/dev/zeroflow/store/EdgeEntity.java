package dev.zeroflow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A lineage edge; written by {@link PgLineageWriter}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "lineage_edge")
@IdClass(EdgeEntity.Key.class)
@NullUnmarked
class EdgeEntity {
  /** What makes an edge the same edge. */
  record Key(UUID executionId, String direction, String slot, UUID artifactId)
      implements Serializable {}

  @Id
  @Column(name = "execution_id")
  UUID executionId;

  @Id String direction;
  @Id String slot;

  @Id
  @Column(name = "artifact_id")
  UUID artifactId;
}
