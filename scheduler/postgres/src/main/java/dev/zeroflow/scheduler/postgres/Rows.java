package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.TaskSpec;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between rows and the records of the core. */
final class Rows {
  private Rows() {}

  static Run run(Row row) {
    return new Run(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("pipeline"),
        ValuesJson.map(row.getJsonObject("parameters")),
        new StartReason(
            StartReason.Kind.valueOf(row.getString("trigger_kind")),
            row.getString("trigger_detail")),
        RuntimeState.valueOf(row.getString("state")),
        row.getLong("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        error(row),
        row.getString("error_task"));
  }

  static Task task(Row row) {
    return new Task(
        row.getString("path"),
        row.getInteger("position"),
        RuntimeState.valueOf(row.getString("state")),
        row.getInteger("attempt"),
        row.getInteger("failures"),
        row.getInteger("losses"),
        instant(row, "ready_at"),
        instant(row, "attempt_at"),
        instant(row, "finished_at"),
        ValuesJson.values(row.getJsonObject("inputs")),
        ValuesJson.values(row.getJsonObject("outputs")),
        error(row),
        figures(row));
  }

  static Tuple task(UUID run, PipelineSpec pipeline, Task task) {
    TaskSpec spec = pipeline.task(task.path());
    String parent = Task.parent(task.path());
    AttemptFigures figures = task.figures();
    Timings timings = figures == null ? null : figures.timings();
    TaskError error = task.error();
    return Tuple.tuple()
        .addValue(run)
        .addValue(task.path())
        .addValue(task.position())
        .addValue(spec.name())
        .addValue(parent.isEmpty() ? null : parent)
        .addValue(kind(spec.component().body()))
        .addValue(function(spec.component().body()))
        .addValue(task.state().name())
        .addValue(task.attempt())
        .addValue(task.failures())
        .addValue(task.losses())
        .addValue(offset(task.readyAt()))
        .addValue(offset(task.attemptAt()))
        .addValue(offset(task.finishedAt()))
        .addValue(ValuesJson.json(task.inputs()))
        .addValue(ValuesJson.json(task.outputs()))
        .addValue(figures == null ? null : figures.cold())
        .addValue(timings == null ? null : timings.downloadMillis())
        .addValue(timings == null ? null : timings.workMillis())
        .addValue(timings == null ? null : timings.uploadMillis())
        .addValue(error == null ? null : error.code())
        .addValue(error == null ? null : error.category().name())
        .addValue(error == null ? null : error.message())
        .addValue(error == null ? null : error.stack());
  }

  static Tuple transition(UUID run, long version, int ordinal, Transition transition) {
    RuntimeState from = transition.from();
    return Tuple.tuple()
        .addValue(run)
        .addValue(version)
        .addValue(ordinal)
        .addValue(transition.task())
        .addValue(transition.attempt())
        .addValue(from == null ? null : from.name())
        .addValue(transition.to().name())
        .addValue(transition.reason())
        .addValue(offset(transition.at()));
  }

  static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable TaskError error(Row row) {
    String code = row.getString("error_code");
    if (code == null) {
      return null;
    }
    return new TaskError(
        code,
        ErrorCategory.valueOf(row.getString("error_category")),
        row.getString("error_message"),
        row.getString("error_stack"));
  }

  private static @Nullable AttemptFigures figures(Row row) {
    Boolean cold = row.getBoolean("cold");
    if (cold == null) {
      return null;
    }
    var timings =
        new Timings(
            row.getDouble("download_millis"),
            row.getDouble("work_millis"),
            row.getDouble("upload_millis"));
    return new AttemptFigures(cold, timings);
  }

  private static String kind(Component.Body body) {
    return switch (body) {
      case Dag ignored -> "DAG";
      case Executor.Container ignored -> "CONTAINER";
      case Executor.Importer ignored -> "IMPORTER";
    };
  }

  private static @Nullable String function(Component.Body body) {
    return body instanceof Executor.Container container ? container.function() : null;
  }
}
