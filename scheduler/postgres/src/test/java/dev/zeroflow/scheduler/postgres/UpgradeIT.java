package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What becomes of the runs of a database that has only the first migration. */
class UpgradeIT {
  private static final UUID RUN = UUID.fromString("89abcdef-0123-4567-89ab-cdef01234567");
  private static final PipelineText PIPELINE =
      PipelineText.with(
          root -> {
            root.task("a").outputParameter("n", "NUMBER_INTEGER");
            root.task("b").retry(1, "1s").after("a");
          });

  @Test
  void runsOfTheFirstSchemaGoOn() {
    execute("CREATE DATABASE old");
    Flyway.configure()
        .dataSource(PostgresUnderTest.jdbcUrl("old"), "postgres", "postgres")
        .schemas(SchedulingSchema.NAME)
        .locations("classpath:db/scheduling")
        .target("1")
        .load()
        .migrate();
    Pool pool = PostgresUnderTest.connect("old");
    fill(pool);
    SchedulingSchema.migrate(PostgresUnderTest.jdbcUrl("old"), "postgres", "postgres");

    var runs = new PgRunStore(pool, PostgresUnderTest.NO_LINEAGE);
    RunSnapshot run = runs.load(RUN).orElseThrow();
    assertThat(run.run().state()).isEqualTo(RuntimeState.RUNNING);
    assertThat(run.run().parameters()).isEqualTo(Map.of("x", 1L));
    assertThat(run.run().options().caching()).isTrue();
    Task a = run.tasks().get("a");
    assertThat(a.outputs().parameters()).isEqualTo(Map.of("n", 3L));
    assertThat(a.inputs().parameters()).isEmpty();
    assertThat(run.tasks().get("b").dueAt()).isEqualTo(Instant.parse("2026-01-02T03:09:00Z"));
    assertThat(new PgRunQueue(pool).unfinished(List.of(ShardClaim.shardOf(RUN))))
        .containsExactly(RUN);
    Row transition =
        Sql.rows(pool, "SELECT * FROM scheduling.transition_view ORDER BY ordinal", Tuple.tuple())
            .iterator()
            .next();
    assertThat(transition.getString("to_state")).isEqualTo("RUNNING");
    assertThat(transition.getString("task")).isNull();

    var leases = new PgShardLeases(pool);
    assertThat(leases.join("old", Duration.ofMinutes(1)).incarnation()).isGreaterThan(7);
    Sql.await(pool.close());
  }

  private static void fill(Pool pool) {
    NewDocument document = NewDocument.of(PIPELINE);
    Sql.rows(
        pool,
        "INSERT INTO scheduling.pipeline_document (digest, document) VALUES ($1, $2)",
        Tuple.of(document.digest(), document.text()));
    Sql.await(pool.query("INSERT INTO scheduling.node VALUES ('old', 7, now())").execute());
    Sql.rows(
        pool,
        """
        INSERT INTO scheduling.run (id, project, name, pipeline, document_digest, parameters,
          trigger_kind, state, version, created_at, started_at)
        VALUES ($1, 'default', 'old', 'test', $2, '{"x": 1}', 'MANUAL', 'RUNNING', 3, now(), now())
        """,
        Tuple.of(RUN, document.digest()));
    Sql.await(
        pool.query(
                """
                INSERT INTO scheduling.task (run_id, path, position, name, kind, function, state,
                  attempt, failures, losses, ready_at, finished_at, inputs, outputs)
                SELECT id, 'a', 0, 'a', 'CONTAINER', 'a', 'SUCCEEDED', 1, 0, 0, now(), now(),
                       '{"parameters": {}, "artifacts": {}}'::jsonb,
                       '{"parameters": {"n": 3}, "artifacts": {}}'::jsonb
                  FROM scheduling.run
                UNION ALL
                SELECT id, 'b', 1, 'b', 'CONTAINER', 'b', 'PENDING', 1, 1, 0, now(), NULL,
                       '{"parameters": {}, "artifacts": {}}', '{"parameters": {}, "artifacts": {}}'
                  FROM scheduling.run;
                INSERT INTO scheduling.transition (run_id, version, ordinal, attempt, from_state,
                  to_state, at)
                SELECT id, 1, 0, 0, 'PENDING', 'RUNNING', now() FROM scheduling.run;
                INSERT INTO scheduling.command (run_id, kind, task, attempt, due_at)
                SELECT id, 'RETRY', 'b', 1, '2026-01-02T03:09:00Z' FROM scheduling.run
                """)
            .execute());
  }

  private record NewDocument(String digest, String text) {
    static NewDocument of(PipelineText pipeline) {
      var run = Submissions.of(pipeline);
      return new NewDocument(run.documentDigest(), run.document());
    }
  }
}
