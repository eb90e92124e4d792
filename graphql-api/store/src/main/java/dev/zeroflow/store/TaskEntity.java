package dev.zeroflow.store;

import dev.zeroflow.metadata.run.Failure;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.run.TaskKind;
import dev.zeroflow.metadata.run.TaskRecord;
import dev.zeroflow.metadata.run.TaskRef;
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

/** A row of the view that the scheduler publishes of its tasks; never written here. */
@Entity
@Immutable
@Table(schema = "scheduling", name = "task_view")
@IdClass(TaskEntity.Key.class)
@NullUnmarked
class TaskEntity {
  /** A path is unique in its run. */
  record Key(UUID runId, String path) implements Serializable {}

  @Id
  @Column(name = "run_id")
  UUID runId;

  @Id String path;
  int position;
  String name;
  String parent;
  String kind;
  String function;
  Integer iteration;
  String state;
  int attempt;
  int failures;
  int losses;
  Boolean cold;

  @Column(name = "ready_at")
  Instant readyAt;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  @Column(name = "work_millis")
  Double workMillis;

  @Column(name = "overhead_millis")
  Double overheadMillis;

  @ColumnTransformer(read = "cast(inputs as text)")
  String inputs;

  @ColumnTransformer(read = "cast(outputs as text)")
  String outputs;

  @Column(name = "error_code")
  String errorCode;

  @Column(name = "error_category")
  String errorCategory;

  @Column(name = "error_message")
  String errorMessage;

  @Column(name = "cached_from_run")
  UUID cachedFromRun;

  @Column(name = "cached_from_task")
  String cachedFromTask;

  @Column(name = "cache_miss")
  String cacheMiss;

  /** Work is measured by another clock than the time around it, which can be a little shorter. */
  private Double overhead() {
    return overheadMillis == null ? null : Double.valueOf(Math.max(0, overheadMillis));
  }

  TaskRecord toRecord() {
    return new TaskRecord(
        runId,
        path,
        name,
        parent,
        TaskKind.valueOf(kind),
        function,
        iteration,
        RunState.valueOf(state),
        attempt,
        failures,
        losses,
        cold,
        readyAt,
        dueAt,
        startedAt,
        finishedAt,
        workMillis,
        overhead(),
        Rows.jsonTexts(inputs),
        Rows.jsonTexts(outputs),
        cachedFromRun == null ? null : new TaskRef(cachedFromRun, cachedFromTask),
        cacheMiss,
        errorCode == null ? null : new Failure(errorCode, errorCategory, errorMessage, null));
  }
}
