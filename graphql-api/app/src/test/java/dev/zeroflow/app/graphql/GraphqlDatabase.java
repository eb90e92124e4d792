package dev.zeroflow.app.graphql;

import dev.zeroflow.scheduler.postgres.SchedulingSchema;
import dev.zeroflow.store.MetadataSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** A Postgres with both schemas, which tells {@link SqlLog} what it is asked. */
public final class GraphqlDatabase implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(1))
              .setServerConfig("log_statement", "all")
              .setOutputRedirector(ProcessBuilder.Redirect.to(SqlLog.begin().toFile()))
              .start();
      String url = postgres.getJdbcUrl("postgres", "postgres");
      SchedulingSchema.migrate(url, "postgres", "postgres");
      MetadataSchema.migrate(url, "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
