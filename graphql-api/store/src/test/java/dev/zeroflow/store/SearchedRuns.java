package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import dev.zeroflow.store.FilterColumns.Parts;
import dev.zeroflow.store.FilterColumns.Type;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Four runs, a to d, in a small schema of their own. */
final class SearchedRuns {
  /** Run a starts within the millisecond 1767323045006; b, c and d one second later each. */
  private static final String SCHEMA =
      """
      DROP SCHEMA IF EXISTS searched CASCADE;
      CREATE SCHEMA searched;
      CREATE TABLE searched.run (id uuid PRIMARY KEY, parent uuid, name text, status text NOT NULL,
        attempt int, started_at timestamptz NOT NULL, ended_at timestamptz);
      CREATE TABLE searched.param (run_id uuid, key text, value text, PRIMARY KEY (run_id, key));
      CREATE TABLE searched.tag (run_id uuid, key text, value text, PRIMARY KEY (run_id, key));
      CREATE TABLE searched.metric (run_id uuid, key text, value float8, PRIMARY KEY (run_id, key));
      CREATE TABLE searched.dataset (run_id uuid, name text, digest text, context text);
      CREATE FUNCTION searched.id(text) RETURNS uuid LANGUAGE sql IMMUTABLE
        RETURN lpad($1, 32, '0')::uuid;
      INSERT INTO searched.run VALUES
        (searched.id('a'), NULL, 'alpha', 'FINISHED', 1, '2026-01-02T03:04:05.0067Z', NULL),
        (searched.id('b'), searched.id('a'), 'beta', 'RUNNING', 2, '2026-01-02T03:04:06.0067Z',
          '2026-01-02T04:00:00Z'),
        (searched.id('c'), searched.id('a'), 'Alps', 'FAILED', 3, '2026-01-02T03:04:07.0067Z', NULL),
        (searched.id('d'), NULL, NULL, 'FAILED', NULL, '2026-01-02T03:04:08.0067Z', NULL);
      INSERT INTO searched.param VALUES (searched.id('a'), 'lr', '0.1'),
        (searched.id('b'), 'lr', '0.01'), (searched.id('b'), 'my key', '50%'),
        (searched.id('c'), 'my key', '500');
      INSERT INTO searched.tag VALUES (searched.id('a'), 'team', 'Vision'),
        (searched.id('b'), 'team', 'nlp'), (searched.id('a'), 'mlflow.prompt.is_prompt', 'true'),
        (searched.id('b'), 'mlflow.prompt.is_prompt', 'false');
      INSERT INTO searched.metric VALUES (searched.id('a'), 'acc', 0.9),
        (searched.id('b'), 'acc', 0.5), (searched.id('c'), 'acc', 'NaN'),
        (searched.id('a'), 'loss', '-Infinity'), (searched.id('b'), 'loss', 'Infinity'),
        (searched.id('c'), 'loss', -2);
      INSERT INTO searched.dataset VALUES (searched.id('a'), 'iris', '1', 'training'),
        (searched.id('b'), 'iris', '2', 'training'), (searched.id('b'), 'wine', '3', 'eval');
      """;

  private static final Entries TAGS =
      new Entries("searched.tag", "e.run_id = r.id", "e.key", "e.value");

  static final FilterColumns RUNS =
      new FilterColumns(
          SearchTarget.RUNS,
          Map.of(
              "run_id", new Column("r.id", Type.ID, true),
              "run_name", new Column("r.name", Type.TEXT, false),
              "user_id", new Column("'u' || r.attempt", Type.TEXT, false),
              "status", new Column("r.status", Type.TEXT, true),
              "artifact_uri", new Column("'s3://' || r.name", Type.TEXT, false),
              "start_time", new Column("r.started_at", Type.TIME, true),
              "end_time", new Column("r.ended_at", Type.TIME, false)),
          Map.of(
              Kind.METRIC,
              new Entries("searched.metric", "e.run_id = r.id", "e.key", "e.value"),
              Kind.PARAM,
              new Entries("searched.param", "e.run_id = r.id", "e.key", "e.value"),
              Kind.TAG,
              TAGS),
          Map.of(
              Kind.DATASET,
              new Parts(
                  "searched.dataset",
                  "e.run_id = r.id",
                  Map.of("name", "e.name", "digest", "e.digest", "context", "e.context"))),
          Map.of());

  /** The same rows, as if they were versions of models. */
  static final FilterColumns VERSIONS =
      new FilterColumns(
          SearchTarget.MODEL_VERSIONS,
          Map.of(
              "name", new Column("r.name", Type.TEXT, false),
              "run_id", new Column("r.parent", Type.ID, false),
              "source_path", new Column("r.name", Type.TEXT, false),
              "version_number", new Column("r.attempt", Type.INTEGER, false),
              "creation_timestamp", new Column("r.started_at", Type.TIME, true),
              "last_updated_timestamp", new Column("r.started_at", Type.TIME, true)),
          Map.of(Kind.TAG, TAGS),
          Map.of(),
          Map.of("mlflow.prompt.is_prompt", "false"));

  private final Pool pool;

  SearchedRuns(Pool pool) {
    this.pool = pool;
    Database.await(pool.query(SCHEMA).execute());
  }

  /** The letters of what the filter finds, by their alphabet. */
  String find(FilterColumns columns, Filter filter) {
    Tuple parameters = Tuple.tuple();
    return letters(new FilterSql(columns, parameters).where(filter), "r.id", parameters);
  }

  /** The letters of all runs, in the orders. */
  String sort(List<Order> orders) {
    Tuple parameters = Tuple.tuple();
    var sql = new FilterSql(RUNS, parameters);
    String by =
        orders.stream().map(order -> sql.sortKey(order).order()).collect(Collectors.joining(", "));
    return letters("TRUE", by + ", r.id", parameters);
  }

  private String letters(String where, String by, Tuple parameters) {
    String sql =
        "SELECT right(r.id::text, 1) AS letter FROM searched.run r WHERE %s ORDER BY %s"
            .formatted(where, by);
    var letters = new StringBuilder();
    for (Row row : new Database(pool).run(sql, parameters)) {
      letters.append(row.getString("letter"));
    }
    return letters.toString();
  }
}
