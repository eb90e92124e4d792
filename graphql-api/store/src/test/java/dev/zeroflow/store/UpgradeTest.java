package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of an earlier version keeps what it holds. */
class UpgradeTest extends PostgresTest {
  private static final String PIPELINES =
      """
      INSERT INTO metadata.pipeline (project, name, last_version) VALUES ('default', 'train', 2);
      INSERT INTO metadata.pipeline_version
        (project, pipeline, number, digest, document, created_at)
      SELECT 'default', 'train', number, 'sha256:' || repeat(number::text, 64), 'doc ' || number,
        timestamptz '2026-01-01Z' + number * interval '1 day' FROM generate_series(1, 2) AS number;
      """;

  private static final String FOUND =
      """
      SELECT string_agg(v.name, ' ' ORDER BY number) || ' ' || count(DISTINCT v.id) || ' '
          || (min(p.created_at) AT TIME ZONE 'UTC')::date AS found
        FROM metadata.pipeline_version v JOIN metadata.pipeline p ON p.name = v.pipeline
      """;

  @Test
  void pipelinesGetIdsAndTheirVersionsGetNames() throws SQLException {
    try (var connection = connect(jdbcUrl())) {
      run(connection, "CREATE DATABASE upgraded");
    }
    String url = jdbcUrl().replace("/postgres?", "/upgraded?");
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .schemas(MetadataSchema.NAME)
        .locations("classpath:db/metadata")
        .target("1")
        .load()
        .migrate();
    try (var connection = connect(url)) {
      run(connection, PIPELINES);
      MetadataSchema.migrate(url, "postgres", "postgres");
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(FOUND)) {
        rows.next();
        assertThat(rows.getString("found")).isEqualTo("1-11111111 2-22222222 2 2026-01-02");
      }
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
