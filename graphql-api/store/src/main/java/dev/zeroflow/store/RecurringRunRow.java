package dev.zeroflow.store;

import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.metadata.schedule.CronExpression;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.Schedule;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A recurring run as a row. */
final class RecurringRunRow {
  private RecurringRunRow() {}

  static Tuple values(RecurringRun it) {
    Schedule schedule = it.schedule();
    @Nullable VersionReference version =
        it.source() instanceof RecurringRun.Source.Version source ? source.reference() : null;
    return Tuple.of(it.id(), it.project(), it.name(), it.description())
        .addUUID(PgRunDetails.experimentOrNull(it.project(), it.experimentId()))
        .addString(
            it.source() instanceof RecurringRun.Source.Document source ? source.text() : null)
        .addUUID(version == null ? null : version.pipelineId())
        .addUUID(version == null ? null : version.versionId())
        .addString(it.parameters())
        .addString(it.pipelineRoot())
        .addString(it.serviceAccount())
        .addInteger(it.maxConcurrency())
        .addString(
            schedule.rule() instanceof Schedule.Cron cron ? cron.expression().toString() : null)
        .addLong(
            schedule.rule() instanceof Schedule.Every every ? every.interval().toSeconds() : null)
        .addOffsetDateTime(Database.utcOrNull(schedule.start()))
        .addOffsetDateTime(Database.utcOrNull(schedule.end()))
        .addBoolean(it.catchUp())
        .addBoolean(it.enabled())
        .addOffsetDateTime(Database.utc(it.createdAt()))
        .addOffsetDateTime(Database.utc(it.updatedAt()))
        .addOffsetDateTime(Database.utcOrNull(it.progress().last()))
        .addLong(it.progress().fired())
        .addOffsetDateTime(Database.utcOrNull(it.progress().next()))
        .addString(it.progress().error());
  }

  static RecurringRun read(Row row) {
    return new RecurringRun(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("display_name"),
        row.getString("description"),
        PgRunDetails.experiment(row.getString("project"), row.getUUID("experiment_id")),
        PgRecurringRuns.source(row),
        row.getString("parameters"),
        row.getString("pipeline_root"),
        row.getString("service_account"),
        row.getInteger("max_concurrency"),
        new Schedule(rule(row), Rows.instant(row, "start_at"), Rows.instant(row, "end_at")),
        row.getBoolean("catch_up"),
        row.getBoolean("enabled"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        new RecurringRun.Progress(
            Rows.instant(row, "last_at"),
            row.getLong("fired"),
            Rows.instant(row, "next_at"),
            row.getString("error")));
  }

  private static Schedule.Rule rule(Row row) {
    String cron = row.getString("cron");
    return cron == null
        ? new Schedule.Every(Duration.ofSeconds(row.getLong("interval_seconds")))
        : new Schedule.Cron(CronExpression.parse(cron));
  }
}
