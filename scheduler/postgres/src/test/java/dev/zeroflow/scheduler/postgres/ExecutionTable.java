package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The executions of the metadata store, with its columns and indexes, for measuring. */
final class ExecutionTable {
  private static final String INSERT =
      """
      INSERT INTO public.execution
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int4[],
        $7::text[], $8::timestamptz[], $9::timestamptz[])
      """;

  private ExecutionTable() {}

  static void create() {
    PostgresUnderTest.execute("DROP TABLE IF EXISTS public.execution");
    PostgresUnderTest.execute(
        """
        CREATE TABLE public.execution (
          id uuid PRIMARY KEY, project text NOT NULL, run_id uuid NOT NULL,
          task_path text NOT NULL, name text NOT NULL, attempt int NOT NULL, state text NOT NULL,
          started_at timestamptz, finished_at timestamptz, UNIQUE (project, id))
        """);
    PostgresUnderTest.execute("CREATE INDEX ON public.execution (run_id, task_path, attempt)");
  }

  static void write(BiConsumer<String, Tuple> statements, List<LineageFact> facts) {
    List<ExecutionRecorded> executions =
        facts.stream()
            .filter(ExecutionRecorded.class::isInstance)
            .map(ExecutionRecorded.class::cast)
            .toList();
    Tuple values =
        Tuple.tuple()
            .addArrayOfUUID(column(executions, ExecutionRecorded::id, UUID[]::new))
            .addArrayOfString(column(executions, ExecutionRecorded::project, String[]::new))
            .addArrayOfUUID(column(executions, ExecutionRecorded::runId, UUID[]::new))
            .addArrayOfString(column(executions, ExecutionRecorded::taskPath, String[]::new))
            .addArrayOfString(column(executions, ExecutionRecorded::name, String[]::new))
            .addArrayOfInteger(column(executions, ExecutionRecorded::attempt, Integer[]::new))
            .addArrayOfString(column(executions, it -> it.state().name(), String[]::new))
            .addArrayOfOffsetDateTime(
                column(executions, it -> Rows.offset(it.startedAt()), OffsetDateTime[]::new))
            .addArrayOfOffsetDateTime(
                column(executions, it -> Rows.offset(it.finishedAt()), OffsetDateTime[]::new));
    statements.accept(INSERT, values);
  }
}
