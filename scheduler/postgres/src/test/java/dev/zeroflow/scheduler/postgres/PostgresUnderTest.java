package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A migrated Postgres, started once and ended with the JVM. */
final class PostgresUnderTest {
  static final LineageWriter<SqlConnection> NO_LINEAGE = (connection, facts) -> {};

  private static final EmbeddedPostgres POSTGRES = start();
  static final Pool POOL = connect(POSTGRES.getPort());

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

  static Pool connect(int port) {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres")
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(8))
        .using(Vertx.vertx())
        .build();
  }

  /** The same database without runs and with two schedulers. */
  static StoreUnderTest empty() {
    execute("TRUNCATE scheduling.run, scheduling.node CASCADE");
    SchedulerNode one = SchedulerNode.takeOver(POOL, "one");
    SchedulerNode other = SchedulerNode.takeOver(POOL, "other");
    return new StoreUnderTest(
        new PgRunStore(POOL, one, NO_LINEAGE),
        new PgCommandQueue(POOL, one),
        new PgCommandQueue(POOL, other),
        PostgresUnderTest::pass);
  }

  /** Moves every due time, which for the queue is the same as waiting. */
  static void pass(Duration time) {
    Sql.await(
        POOL.preparedQuery(
                "UPDATE scheduling.command SET due_at = due_at - $1 * interval '1 millisecond'")
            .execute(Tuple.of((double) time.toMillis())));
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
