package dev.zeroflow.store;

import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.ServiceState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A served model version; written by {@link PgInferenceServices}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "inference_service")
@IdClass(InferenceServiceEntity.Key.class)
@NullUnmarked
class InferenceServiceEntity {
  /** A name is unique in its project. */
  record Key(String project, String name) implements Serializable {}

  @Id String project;
  @Id String name;

  /** Of its node in the lineage. */
  UUID id;

  String model;

  @Column(name = "version")
  int number;

  @Column(name = "artifact_id")
  UUID artifactId;

  String digest;

  @Column(name = "token_digest")
  String tokenDigest;

  String state;
  String address;

  @Column(name = "updated_at")
  Instant updatedAt;

  InferenceService toRecord() {
    return new InferenceService(
        project,
        name,
        model,
        Integer.toString(number),
        artifactId,
        digest,
        tokenDigest,
        ServiceState.valueOf(state),
        address,
        updatedAt);
  }
}
