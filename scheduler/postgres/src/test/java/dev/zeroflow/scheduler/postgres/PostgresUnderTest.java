package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Transition;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A migrated Postgres, started once and ended with the JVM. */
final class PostgresUnderTest {
  static final LineageWriter<BiConsumer<String, Tuple>> NO_LINEAGE = (statements, facts) -> {};

  private static final EmbeddedPostgres POSTGRES = start();
  static final Pool POOL = connect("postgres");

  private PostgresUnderTest() {}

  private static EmbeddedPostgres start() {
    try {
      var postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
      String url = postgres.getJdbcUrl("postgres", "postgres");
      SchedulingSchema.migrate(url, "postgres", "postgres");
      SchedulingSchema.migrate(url, "postgres", "postgres");
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String jdbcUrl(String database) {
    return POSTGRES.getJdbcUrl("postgres", database);
  }

  static Pool connect(String database) {
    return connect(POSTGRES.getPort(), database);
  }

  /** A pool of one connection. */
  static Pool connectOnce() {
    return connect(POSTGRES.getPort(), "postgres", 1);
  }

  static Pool connect(int port, String database) {
    return connect(port, database, 8);
  }

  private static Pool connect(int port, String database, int size) {
    return PgBuilder.pool()
        .connectingTo(options(port, database))
        .with(new PoolOptions().setMaxSize(size))
        .using(Vertx.vertx())
        .build();
  }

  static int port() {
    return POSTGRES.getPort();
  }

  static PgConnectOptions options(int port, String database) {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setDatabase(database)
        .setUser("postgres")
        .setPassword("postgres")
        .setCachePreparedStatements(true);
  }

  /** The same database without runs and members; generations go on. */
  static StoreUnderTest empty() {
    execute("TRUNCATE scheduling.run, scheduling.member, scheduling.cache_entry CASCADE");
    execute("TRUNCATE scheduling.concurrency_limit, scheduling.slot_grant");
    execute("UPDATE scheduling.shard SET owner = NULL, owner_incarnation = NULL");
    return new StoreUnderTest(
        new PgRunStore(POOL, NO_LINEAGE),
        new PgShardLeases(POOL),
        new PgRunQueue(POOL),
        new PgSlotBudget(POOL),
        new PgConcurrencyLimits(POOL),
        new PgTaskCache(POOL),
        PostgresUnderTest::log,
        PostgresUnderTest::pass);
  }

  /** Moves every time that the clock of the database is compared with, which is as good. */
  private static void pass(Duration time) {
    String millis = time.toMillis() + " * interval '1 millisecond'";
    execute("UPDATE scheduling.member SET lease_until = lease_until - " + millis);
    execute("UPDATE scheduling.cache_entry SET created_at = created_at - " + millis);
    execute("UPDATE scheduling.concurrency_limit SET set_at = set_at - " + millis);
    execute("UPDATE scheduling.request SET answered_at = answered_at - " + millis);
  }

  private static List<Transition> log(UUID run) {
    var log = new ArrayList<Transition>();
    String sql =
        "SELECT * FROM scheduling.transition_view WHERE run_id = $1 ORDER BY version, ordinal";
    for (Row row : Sql.rows(POOL, sql, Tuple.of(run))) {
      String from = row.getString("from_state");
      log.add(
          new Transition(
              row.getString("task"),
              row.getInteger("attempt"),
              from == null ? null : RuntimeState.valueOf(from),
              RuntimeState.valueOf(row.getString("to_state")),
              row.getString("reason"),
              row.getOffsetDateTime("at").toInstant()));
    }
    return log;
  }

  static void execute(String sql) {
    Sql.await(POOL.query(sql).execute());
  }

  /** The first column of every row, as text. */
  static List<String> column(String sql) {
    var values = new ArrayList<String>();
    for (Row row : Sql.await(POOL.query(sql).execute())) {
      values.add(String.valueOf(row.getValue(0)));
    }
    return values;
  }
}
