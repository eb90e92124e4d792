package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.metadata.schedule.DueRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.RecurringRuns;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recurring runs in Postgres. */
public final class PgRecurringRuns implements RecurringRuns, DueRecurringRuns {
  private final Database database;

  public PgRecurringRuns(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(RecurringRun run) {
    database.transaction(
        connection -> {
          Database.run(connection, RecurringRunSql.ONE_AT_A_TIME, Tuple.of(run.project()));
          Row counted =
              Database.run(connection, RecurringRunSql.COUNT, Tuple.of(run.project()))
                  .iterator()
                  .next();
          if (counted.getLong("present") >= MAX_PER_PROJECT) {
            throw MetadataException.conflict(
                "the project has " + MAX_PER_PROJECT + " recurring runs already, the most allowed");
          }
          return Database.run(connection, RecurringRunSql.CREATE, RecurringRunRow.values(run));
        });
    announce();
  }

  @Override
  public Optional<RecurringRun> find(String project, UUID id) {
    return Database.first(database.run(RecurringRunSql.FIND, Tuple.of(project, id)))
        .map(RecurringRunRow::read);
  }

  @Override
  public Page<RecurringRun> list(String project, @Nullable UUID experiment, Listing listing) {
    ListQuery query =
        experiment == null
            ? new ListQuery(listing, RecurringRunSql.LIST, Tuple.of(project))
            : new ListQuery(
                listing,
                RecurringRunSql.LIST_OF_EXPERIMENT,
                Tuple.of(project, Experiment.defaultId(project), experiment));
    return query.page(database, RecurringRunRow::read);
  }

  @Override
  public boolean enable(String project, UUID id, boolean enabled, Instant now) {
    Tuple change = Tuple.of(project, id, enabled, Database.utc(now));
    boolean found = database.run(RecurringRunSql.ENABLE, change).rowCount() == 1;
    announce();
    return found;
  }

  @Override
  public boolean delete(String project, UUID id) {
    return database.run(RecurringRunSql.DELETE, Tuple.of(project, id)).rowCount() == 1;
  }

  /** After the commit: whoever hears it finds the change. */
  private void announce() {
    database.run(StoreSignals.SCHEDULES_CHANGED, Tuple.tuple());
  }

  @Override
  public List<RecurringRun> due(Instant now, int limit) {
    List<RecurringRun> due = new ArrayList<>();
    database
        .run(RecurringRunSql.DUE, Tuple.of(Database.utc(now), limit))
        .forEach(row -> due.add(RecurringRunRow.read(row)));
    return due;
  }

  @Override
  public Optional<Instant> next(Instant now) {
    Row row = database.run(RecurringRunSql.NEXT, Tuple.of(Database.utc(now))).iterator().next();
    return Optional.ofNullable(Rows.instant(row, "next_at"));
  }

  @Override
  public boolean advance(RecurringRun before, RecurringRun.Progress after) {
    Tuple change =
        Tuple.of(before.id())
            .addOffsetDateTime(Database.utcOrNull(before.progress().next()))
            .addOffsetDateTime(Database.utcOrNull(after.last()))
            .addLong(after.fired())
            .addOffsetDateTime(Database.utcOrNull(after.next()))
            .addString(after.error());
    return database.run(RecurringRunSql.ADVANCE, change).rowCount() == 1;
  }

  /** What it executes, from the columns of the row. */
  static RecurringRun.Source source(Row row) {
    @Nullable VersionReference version = PgRunDetails.version(row);
    return version == null
        ? new RecurringRun.Source.Document(row.getString("document"))
        : new RecurringRun.Source.Version(version);
  }
}
