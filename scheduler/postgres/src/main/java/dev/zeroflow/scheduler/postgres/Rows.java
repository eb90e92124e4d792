package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Task;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** From rows to the records of the core. */
final class Rows {
  private Rows() {}

  static Run run(Row row) {
    return new Run(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("pipeline"),
        ValuesJson.map(row.getString("parameters")),
        reason(row),
        options(row),
        RuntimeState.valueOf(row.getString("state")),
        row.getLong("version"),
        row.getInteger("priority"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "deadline_at"),
        instant(row, "finished_at"),
        error(row),
        row.getString("error_task"));
  }

  static NewRun submission(Row row) {
    return new NewRun(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("pipeline"),
        row.getString("document_digest"),
        row.getString("document"),
        ValuesJson.map(row.getString("parameters")),
        reason(row),
        options(row),
        row.getInteger("priority"),
        row.getString("idempotency_key"));
  }

  private static StartReason reason(Row row) {
    return new StartReason(
        StartReason.Kind.valueOf(row.getString("trigger_kind")), row.getString("trigger_detail"));
  }

  private static RunOptions options(Row row) {
    return new RunOptions(row.getBoolean("caching"), row.getString("pipeline_root"));
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
        instant(row, "due_at"),
        instant(row, "attempt_at"),
        instant(row, "finished_at"),
        ValuesJson.values(row.getString("inputs")),
        ValuesJson.values(row.getString("outputs")),
        error(row),
        figures(row),
        cache(row));
  }

  static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(Row row, String column) {
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

  private static @Nullable CacheUse cache(Row row) {
    String fingerprint = row.getString("cache_fingerprint");
    if (fingerprint == null) {
      return null;
    }
    return new CacheUse(
        fingerprint,
        ValuesJson.texts(row.getString("cache_parts")),
        row.getUUID("cache_from_run"),
        row.getString("cache_from_task"),
        row.getString("cache_miss"));
  }
}
