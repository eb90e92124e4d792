package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.LoggedSources;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Logged models as versions see them, in Postgres. */
public final class PgLoggedSources implements LoggedSources {
  private static final String FIND =
      """
      SELECT m.id, m.name, m.source_run_id, e.number, e.artifact_location
        FROM metadata.logged_model m
        JOIN metadata.experiment e ON e.project = m.project AND e.id = m.experiment_id
       WHERE m.project = $1 AND m.id = $2 AND m.deleted_at IS NULL
      """;

  private static final String FILE =
      """
      SELECT uri FROM metadata.tracking_file WHERE project = $1 AND path = $2 AND size <= $3
      """;

  private final Database database;

  public PgLoggedSources(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<LoggedSource> find(String project, UUID id) {
    return Database.first(database.run(FIND, Tuple.of(project, id))).map(PgLoggedSources::source);
  }

  @Override
  public Optional<String> file(String project, String path, int maxSize) {
    return Database.first(database.run(FILE, Tuple.of(project, path, (long) maxSize)))
        .map(row -> row.getString("uri"));
  }

  private static LoggedSource source(Row row) {
    return new LoggedSource(
        row.getUUID("id"),
        row.getString("name"),
        row.getLong("number"),
        row.getString("artifact_location"),
        row.getUUID("source_run_id"));
  }
}
