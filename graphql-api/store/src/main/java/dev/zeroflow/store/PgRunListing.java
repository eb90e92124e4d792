package dev.zeroflow.store;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.Failure;
import dev.zeroflow.metadata.run.RunDetail;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.run.StateChange;
import dev.zeroflow.metadata.run.StateChange.Place;
import dev.zeroflow.metadata.run.StateChange.Placed;
import dev.zeroflow.metadata.run.Tick;
import dev.zeroflow.metadata.run.TriggerKind;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of the scheduler's views together with what is said of them. */
public final class PgRunListing implements RunListing {
  private final Database database;

  public PgRunListing(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<DescribedRun> find(String project, UUID run) {
    Tuple key = Tuple.of(project, Experiment.defaultId(project), run);
    return Database.first(database.run(RunListSql.FIND, key)).map(PgRunListing::described);
  }

  @Override
  public Page<DescribedRun> list(String project, @Nullable UUID experiment, Listing listing) {
    UUID byDefault = Experiment.defaultId(project);
    ListQuery query =
        experiment == null
            ? new ListQuery(listing, RunListSql.LIST, Tuple.of(project, byDefault))
            : new ListQuery(
                listing, RunListSql.LIST_OF_EXPERIMENT, Tuple.of(project, byDefault, experiment));
    return query.page(database, PgRunListing::described);
  }

  @Override
  public int active(String project, UUID recurringRun) {
    return database
        .run(RunListSql.ACTIVE, Tuple.of(project, recurringRun))
        .iterator()
        .next()
        .getInteger("active");
  }

  @Override
  public List<StateChange> changes(UUID run, int limit) {
    List<StateChange> changes = new ArrayList<>();
    database.run(RunListSql.CHANGES, Tuple.of(run, limit)).forEach(row -> changes.add(change(row)));
    return changes;
  }

  @Override
  public List<Placed> changesBehind(UUID run, Place place, int limit) {
    Tuple range = Tuple.of(run, place.version(), place.ordinal(), limit);
    List<Placed> changes = new ArrayList<>();
    for (Row row : database.run(RunListSql.CHANGES_BEHIND, range)) {
      Place own = new Place(row.getLong("version"), row.getInteger("ordinal"));
      changes.add(new Placed(change(row), own));
    }
    return changes;
  }

  private static StateChange change(Row row) {
    return new StateChange(
        row.getString("task"),
        RunState.valueOf(row.getString("to_state")),
        row.getString("reason"),
        row.getOffsetDateTime("at").toInstant());
  }

  private static DescribedRun described(Row row) {
    return new DescribedRun(run(row), detail(row));
  }

  private static RunRecord run(Row row) {
    return new RunRecord(
        row.getUUID("list_id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("pipeline"),
        RunState.valueOf(row.getString("own_state")),
        TriggerKind.valueOf(row.getString("trigger_kind")),
        row.getString("trigger_detail"),
        Rows.jsonTexts(row.getString("parameters")),
        row.getOffsetDateTime("created_at").toInstant(),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "own_finished_at"),
        row.getInteger("priority"),
        Rows.instant(row, "deadline_at"),
        failure(row));
  }

  private static @Nullable Failure failure(Row row) {
    String code = row.getString("error_code");
    return code == null
        ? null
        : new Failure(
            code,
            row.getString("error_category"),
            row.getString("error_message"),
            row.getString("error_task"));
  }

  private static RunDetail detail(Row row) {
    UUID schedule = row.getUUID("recurring_run");
    return new RunDetail(
        row.getUUID("list_id"),
        row.getString("project"),
        row.getUUID("experiment"),
        row.getString("own_display_name"),
        row.getString("description"),
        StorageState.valueOf(row.getString("storage_state")),
        PgRunDetails.version(row),
        row.getString("service_account"),
        schedule == null
            ? null
            : new Tick(schedule, row.getOffsetDateTime("scheduled_at").toInstant()));
  }
}
