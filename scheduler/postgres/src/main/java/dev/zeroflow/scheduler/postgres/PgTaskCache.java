package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.TaskCache;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link TaskCache} as a table that commits write. */
public final class PgTaskCache implements TaskCache {
  private static final String COLUMNS =
      "SELECT fingerprint, parts, pipeline, task, run_id, path, outputs, created_at";
  private static final String FIND =
      COLUMNS + " FROM scheduling.cache_entry WHERE project = $1 AND fingerprint = $2";
  private static final String NEAREST =
      COLUMNS
          + """
             FROM scheduling.cache_entry WHERE project = $1 AND pipeline = $2 AND task = $3
           ORDER BY created_at DESC LIMIT 1
          """;
  private static final String LIST =
      COLUMNS
          + """
             FROM scheduling.cache_entry
           WHERE project = $1 AND ($2::text IS NULL OR pipeline = $2)
             AND ($3::timestamptz IS NULL OR created_at < $3
                  OR (created_at = $3 AND fingerprint > $4))
           ORDER BY created_at DESC, fingerprint LIMIT $5
          """;
  private static final String INVALIDATE =
      """
      DELETE FROM scheduling.cache_entry
       WHERE project = $1 AND ($2::text IS NULL OR pipeline = $2) AND ($3::text IS NULL OR task = $3)
         AND ($4::int8 IS NULL OR created_at < now() - $4 * interval '1 millisecond')
      """;
  private static final String FORGET =
      "DELETE FROM scheduling.cache_entry WHERE project = $1 AND fingerprint = $2";

  private final Pool pool;

  public PgTaskCache(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Optional<Entry> find(String project, String fingerprint) {
    return entries(Sql.rows(pool, FIND, Tuple.of(project, fingerprint))).stream().findFirst();
  }

  @Override
  public Optional<Entry> nearest(String project, String pipeline, String task) {
    return entries(Sql.rows(pool, NEAREST, Tuple.of(project, pipeline, task))).stream().findFirst();
  }

  @Override
  public List<Entry> list(
      String project, @Nullable String pipeline, @Nullable Place after, int limit) {
    Tuple page =
        Tuple.of(project, pipeline)
            .addOffsetDateTime(after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC))
            .addString(after == null ? null : after.fingerprint())
            .addInteger(limit);
    return entries(Sql.rows(pool, LIST, page));
  }

  @Override
  public int invalidate(
      String project,
      @Nullable String pipeline,
      @Nullable String task,
      @Nullable Duration olderThan) {
    Long millis = olderThan == null ? null : olderThan.toMillis();
    return Sql.rows(pool, INVALIDATE, Tuple.of(project, pipeline, task, millis)).rowCount();
  }

  @Override
  public boolean forget(String project, String fingerprint) {
    return Sql.rows(pool, FORGET, Tuple.of(project, fingerprint)).rowCount() > 0;
  }

  private static List<Entry> entries(RowSet<Row> rows) {
    var entries = new ArrayList<Entry>(rows.size());
    for (Row row : rows) {
      entries.add(
          new Entry(
              row.getString("fingerprint"),
              ValuesJson.texts(row.getString("parts")),
              row.getString("pipeline"),
              row.getString("task"),
              row.getUUID("run_id"),
              row.getString("path"),
              ValuesJson.values(row.getString("outputs")),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return entries;
  }
}
