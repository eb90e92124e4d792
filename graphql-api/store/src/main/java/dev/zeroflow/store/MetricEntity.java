package dev.zeroflow.store;

import dev.zeroflow.metadata.run.TaskMetric;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A figure of a task; written by {@link PgLineageWriter}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "metric")
@IdClass(MetricEntity.Key.class)
@NullUnmarked
class MetricEntity {
  /** What makes a figure the same figure. */
  record Key(UUID runId, String taskPath, String key, long step) implements Serializable {}

  @Id
  @Column(name = "run_id")
  UUID runId;

  @Id
  @Column(name = "task_path")
  String taskPath;

  @Id String key;
  @Id long step;
  String project;

  @Column(name = "value")
  double number;

  TaskMetric toRecord() {
    return new TaskMetric(runId, taskPath, key, number, step);
  }
}
