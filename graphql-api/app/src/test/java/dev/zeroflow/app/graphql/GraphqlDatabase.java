package dev.zeroflow.app.graphql;

import dev.zeroflow.store.MetadataSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A Postgres with the metadata's schema, and tables in the place of the scheduler's views, which
 * this API only reads.
 */
public final class GraphqlDatabase implements QuarkusTestResourceLifecycleManager {
  private static final String VIEWS =
      """
      CREATE SCHEMA scheduling;
      CREATE TABLE scheduling.run_view (id uuid, project text, name text, pipeline text, state text,
        trigger_kind text, trigger_detail text, parameters jsonb, error_code text,
        error_category text, error_message text, error_task text, created_at timestamptz,
        started_at timestamptz, finished_at timestamptz);
      CREATE TABLE scheduling.task_view (run_id uuid, path text, position int, name text,
        parent text, kind text, function text, state text, attempt int, cold bool,
        ready_at timestamptz, started_at timestamptz, finished_at timestamptz, work_millis float8,
        overhead_millis float8, inputs jsonb, outputs jsonb, error_code text, error_category text,
        error_message text);
      """;

  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
      MetadataSchema.migrate(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
      try (var connection = postgres.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(VIEWS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "quarkus.datasource.reactive.url",
        "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
        "quarkus.datasource.username",
        "postgres",
        "quarkus.datasource.password",
        "postgres");
  }

  @Override
  public void stop() {
    try {
      if (postgres != null) {
        postgres.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
