package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Experiments in Postgres. */
public final class PgExperiments implements Experiments {
  private static final String CREATE =
      """
      INSERT INTO metadata.experiment
        (id, project, name, description, storage_state, created_at, last_run_created_at,
         updated_at, number)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $6,
        CASE WHEN $8::boolean THEN 0 ELSE nextval('metadata.experiment_number') END)
      ON CONFLICT DO NOTHING
      """;

  /** $2 is the default experiment of the project. */
  private static final String LIST =
      """
      SELECT id, project, name, description, id AS list_id, id::text AS experiment_id,
             name AS display_name, ''::text AS namespace, storage_state, created_at,
             coalesce(
               greatest(last_run_created_at, CASE WHEN id = $2 THEN (
                 SELECT max(r.created_at)
                   FROM (SELECT id, created_at FROM scheduling.run_view WHERE project = $1
                          ORDER BY created_at DESC, id DESC LIMIT %d) r
                  WHERE NOT EXISTS (
                    SELECT 1 FROM metadata.run_detail d
                     WHERE d.run_id = r.id AND d.experiment_id IS NOT NULL)) END),
               'epoch'::timestamptz) AS last_run_created_at
        FROM metadata.experiment WHERE project = $1
      """
          .formatted(NEWEST_RUNS);

  private static final String FIND = LIST + " AND id = $3";

  private static final String STORE =
      "UPDATE metadata.experiment SET storage_state = $3 WHERE project = $1 AND id = $2";

  private static final String ARCHIVE_RUNS =
      """
      UPDATE metadata.run_detail SET storage_state = 'ARCHIVED'
       WHERE project = $1 AND experiment_id = $2
      """;

  private static final String DISABLE =
      """
      UPDATE metadata.recurring_run SET enabled = false, updated_at = $3
       WHERE project = $1 AND experiment_id = $2 AND enabled
      """;

  private static final String RUN_ADDED =
      """
      UPDATE metadata.experiment SET last_run_created_at = greatest(last_run_created_at, $3)
       WHERE project = $1 AND id = $2
      """;

  /** What tracking clients have put into it goes where runs without an experiment are. */
  private static final String MOVE =
      """
      WITH runs AS (UPDATE metadata.tracking_run SET experiment_id = $3
                     WHERE project = $1 AND experiment_id = $2)
      UPDATE metadata.logged_model SET experiment_id = $3
       WHERE project = $1 AND experiment_id = $2
      """;

  private static final String DELETE =
      "DELETE FROM metadata.experiment WHERE project = $1 AND id = $2";

  private final Database database;

  public PgExperiments(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(Experiment experiment) {
    if (!insert(experiment)) {
      throw MetadataException.conflict(
          "there is an experiment named \"" + experiment.name() + "\" already");
    }
  }

  @Override
  public void ensureDefault(String project, Instant now) {
    insert(
        Experiment.created(
            Experiment.defaultId(project), project, Experiment.DEFAULT_NAME, "", now));
  }

  private boolean insert(Experiment it) {
    Tuple values =
        Tuple.of(it.id(), it.project(), it.name(), it.description(), it.storageState().name())
            .addOffsetDateTime(Database.utc(it.createdAt()))
            .addOffsetDateTime(Database.utcOrNull(it.lastRunAt()))
            .addBoolean(it.isDefault());
    return database.run(CREATE, values).rowCount() == 1;
  }

  @Override
  public Optional<Experiment> find(String project, UUID id) {
    Tuple key = Tuple.of(project, Experiment.defaultId(project), id);
    return Database.first(database.run(FIND, key)).map(PgExperiments::experiment);
  }

  @Override
  public Page<Experiment> list(String project, Listing listing) {
    return new ListQuery(listing, LIST, Tuple.of(project, Experiment.defaultId(project)))
        .page(database, PgExperiments::experiment);
  }

  @Override
  public boolean store(String project, UUID id, StorageState state, Instant now) {
    return database.transaction(
        connection -> {
          Tuple change = Tuple.of(project, id, state.name());
          boolean found = Database.run(connection, STORE, change).rowCount() == 1;
          if (found && state == StorageState.ARCHIVED) {
            Database.run(connection, ARCHIVE_RUNS, Tuple.of(project, id));
            Database.run(connection, DISABLE, Tuple.of(project, id, Database.utc(now)));
          }
          return found;
        });
  }

  @Override
  public void runAdded(String project, UUID id, Instant now) {
    database.run(RUN_ADDED, Tuple.of(project, id, Database.utc(now)));
  }

  @Override
  public boolean delete(String project, UUID id) {
    return database.transaction(
        connection -> {
          Tuple moved = Tuple.of(project, id, Experiment.defaultId(project));
          Database.run(connection, MOVE, moved);
          return Database.run(connection, DELETE, Tuple.of(project, id)).rowCount() == 1;
        });
  }

  /** The epoch stands for no run in lists, which have a value of every field. */
  private static Experiment experiment(Row row) {
    Instant lastRun = Rows.instant(row, "last_run_created_at");
    return new Experiment(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("description"),
        StorageState.valueOf(row.getString("storage_state")),
        row.getOffsetDateTime("created_at").toInstant(),
        Instant.EPOCH.equals(lastRun) ? null : lastRun);
  }
}
