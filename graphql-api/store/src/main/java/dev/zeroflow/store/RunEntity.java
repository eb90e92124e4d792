package dev.zeroflow.store;

import dev.zeroflow.metadata.run.Failure;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.run.TriggerKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of the view that the scheduler publishes of its runs; never written here. */
@Entity
@Immutable
@Table(schema = "scheduling", name = "run_view")
@NullUnmarked
class RunEntity {
  @Id UUID id;
  String project;
  String name;
  String pipeline;
  String state;

  @Column(name = "trigger_kind")
  String triggerKind;

  @Column(name = "trigger_detail")
  String triggerDetail;

  @ColumnTransformer(read = "cast(parameters as text)")
  String parameters;

  @Column(name = "error_code")
  String errorCode;

  @Column(name = "error_category")
  String errorCategory;

  @Column(name = "error_message")
  String errorMessage;

  @Column(name = "error_task")
  String errorTask;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  int priority;

  @Column(name = "deadline_at")
  Instant deadlineAt;

  RunRecord toRecord() {
    return new RunRecord(
        id,
        project,
        name,
        pipeline,
        RunState.valueOf(state),
        TriggerKind.valueOf(triggerKind),
        triggerDetail,
        Rows.jsonTexts(parameters),
        createdAt,
        startedAt,
        finishedAt,
        priority,
        deadlineAt,
        errorCode == null ? null : new Failure(errorCode, errorCategory, errorMessage, errorTask));
  }
}
