package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.scheduler.postgres.SchedulingSchema;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A migrated Postgres for the tests of this module, started once and ended with the JVM. Tests do
 * not clean up: each works in a project of its own, as projects are isolated from each other.
 */
abstract class PostgresTest {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final EmbeddedPostgres POSTGRES = start();
  private static final Vertx VERTX = Vertx.vertx();
  static final Pool POOL = connect();

  final String project = "project-" + UUID.randomUUID();

  static String jdbcUrl() {
    return POSTGRES.getJdbcUrl("postgres", "postgres");
  }

  /** What the contract suites work on. */
  static MetadataUnderTest metadata() {
    var recurring = new PgRecurringRuns(POOL);
    var pipelines = new PgPipelineCatalog(POOL);
    return new MetadataUnderTest(
        new PgExperiments(POOL),
        recurring,
        recurring,
        pipelines,
        pipelines,
        new PgRunDetails(POOL),
        new PgRunListing(POOL),
        new SubmittedRuns(POOL));
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pool connect() {
    SchedulingSchema.migrate(jdbcUrl(), "postgres", "postgres");
    MetadataSchema.migrate(jdbcUrl(), "postgres", "postgres");
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(POSTGRES.getPort())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres")
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(5))
        .using(VERTX)
        .build();
  }
}
