package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.execute;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.Owner;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingSchemaIT {
  private static final PipelineText PIPELINE =
      PipelineText.with(
          root -> {
            root.task("a").caching(null);
            root.graph("g", inner -> inner.task("b"));
            root.task("loop").forEach("item", "STRING", "p", "q");
          });

  private StoreUnderTest store;
  private NewRun run;

  @BeforeEach
  void open() {
    store = PostgresUnderTest.empty();
    run = Submissions.of(PIPELINE, "default", members("z", 1L, "a", 1.5), null);
    store.runs().submit(run);
    new Owner(store, "one").commit(run.id(), START);
    store.queue().post("default", run.id(), new RunEvent.PriorityRequested(1));
    store.limits().set(new Limit(Scope.PROJECT, "default"), 3);
  }

  private static List<String> columns(String view) {
    return column(
        "SELECT column_name || ' ' || udt_name FROM information_schema.columns"
            + " WHERE table_schema = 'scheduling' AND table_name = '%s'".formatted(view)
            + " ORDER BY ordinal_position");
  }

  @Test
  void theViewOfRunsHasTheColumnsThatOthersRead() {
    assertThat(columns("run_view"))
        .containsExactly(
            "id uuid",
            "project text",
            "name text",
            "pipeline text",
            "state text",
            "trigger_kind text",
            "trigger_detail text",
            "parameters json",
            "error_code text",
            "error_category text",
            "error_message text",
            "error_task text",
            "created_at timestamptz",
            "started_at timestamptz",
            "finished_at timestamptz",
            "priority int4",
            "deadline_at timestamptz");
    assertThat(column("SELECT parameters::text FROM scheduling.run_view"))
        .containsExactly("{\"z\":1,\"a\":1.5}");
  }

  @Test
  void theViewOfTasksHasTheColumnsThatOthersRead() {
    assertThat(columns("task_view"))
        .containsExactly(
            "run_id uuid",
            "path text",
            "position int4",
            "name text",
            "parent text",
            "kind text",
            "function text",
            "state text",
            "attempt int4",
            "cold bool",
            "ready_at timestamptz",
            "started_at timestamptz",
            "finished_at timestamptz",
            "work_millis float8",
            "overhead_millis float8",
            "inputs json",
            "outputs json",
            "error_code text",
            "error_category text",
            "error_message text",
            "iteration int4",
            "failures int4",
            "losses int4",
            "due_at timestamptz",
            "cached_from_run uuid",
            "cached_from_task text",
            "cache_miss text");
    assertThat(
            column(
                "SELECT concat_ws(' ', path, kind, function, iteration, inputs::text)"
                    + " FROM scheduling.task_view ORDER BY path"))
        .containsExactly(
            "a CONTAINER a {}",
            "g DAG {}",
            "g/b CONTAINER b {}",
            "loop LOOP loop {}",
            "loop/0 ITERATION loop 0 {\"item\":\"p\"}",
            "loop/1 ITERATION loop 1 {\"item\":\"q\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE scheduling.run SET state = 'SUCCEEDED'",
        "UPDATE scheduling.run SET started_at = NULL",
        "UPDATE scheduling.run SET generation = -1",
        "UPDATE scheduling.run SET finished_at = now()",
        "UPDATE scheduling.run SET state = 'DONE'",
        "UPDATE scheduling.run SET error_code = 'X'",
        "UPDATE scheduling.run SET parameters = '[]'",
        "UPDATE scheduling.task SET state = 'SKIPPED'",
        "UPDATE scheduling.task SET finished_at = now()",
        "UPDATE scheduling.task SET state = 'FAILED', finished_at = now()",
        "UPDATE scheduling.task SET kind = 'POD'",
        "UPDATE scheduling.task SET path = ''",
        "UPDATE scheduling.task SET iteration = 1 WHERE path = 'a'",
        "UPDATE scheduling.task SET iteration = NULL",
        "UPDATE scheduling.task SET state = 'RUNNING', due_at = now()",
        "UPDATE scheduling.task SET cache_fingerprint = 'f'",
        "UPDATE scheduling.task SET cache_fingerprint = 'f', cache_parts = '{}'",
        "UPDATE scheduling.task SET cache_from_task = 'a'",
        "UPDATE scheduling.decision SET transitions = '[]'",
        "UPDATE scheduling.member SET incarnation = 0",
        "UPDATE scheduling.shard SET generation = -1",
        "UPDATE scheduling.shard SET owner = NULL",
        "UPDATE scheduling.request SET kind = 'DANCE'",
        "UPDATE scheduling.request SET priority = NULL",
        "UPDATE scheduling.request SET refused = 'no'",
        "UPDATE scheduling.concurrency_limit SET slots = -1",
        "UPDATE scheduling.concurrency_limit SET name = ''",
        "UPDATE scheduling.pipeline_document SET digest = 'md5:0'"
      })
  void whatNoRunCanBeIsRefused(String update) {
    assertThatThrownBy(() -> execute(update)).hasMessageContaining("violates check constraint");
  }

  @Test
  void aRunTakesEverythingAlongThatBelongsToIt() {
    execute("DELETE FROM scheduling.run");
    assertThat(column("SELECT path FROM scheduling.task")).isEmpty();
    assertThat(column("SELECT version FROM scheduling.decision")).isEmpty();
    assertThat(column("SELECT id FROM scheduling.request")).isEmpty();
  }

  @Test
  void thereAreAsManyShardsAsTheSchedulerThinks() {
    assertThat(column("SELECT id FROM scheduling.shard ORDER BY id"))
        .hasSize(ShardClaim.SHARDS)
        .startsWith("0")
        .endsWith("255");
  }
}
