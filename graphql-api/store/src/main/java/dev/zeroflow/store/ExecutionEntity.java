package dev.zeroflow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** What joins need of an execution; written by {@link PgLineageWriter}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "execution")
@NullUnmarked
class ExecutionEntity {
  @Id UUID id;
  String project;

  @Column(name = "run_id")
  UUID runId;

  @Column(name = "task_path")
  String taskPath;

  int attempt;
}
