package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingSchemaIT {
  private StoreUnderTest store;
  private NewRun run;

  @BeforeEach
  void open() {
    store = PostgresUnderTest.empty();
    run = Submissions.of(Submissions.ONE, "default", Map.of("n", 1L), null);
    store.runs().submit(run);
    RunSnapshot base = store.runs().load(run.id()).orElseThrow();
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    var change = (Decision.Change) RunDecider.decide(base, new RunEvent.Started(), now);
    store.runs().commit(base, change, store.commands().claim(1, Duration.ofMinutes(1)).getFirst());
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
            "parameters jsonb",
            "error_code text",
            "error_category text",
            "error_message text",
            "error_task text",
            "created_at timestamptz",
            "started_at timestamptz",
            "finished_at timestamptz");
    assertThat(column("SELECT parameters FROM scheduling.run_view")).containsExactly("{\"n\":1}");
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
            "inputs jsonb",
            "outputs jsonb",
            "error_code text",
            "error_category text",
            "error_message text");
    assertThat(column("SELECT kind || ' ' || function FROM scheduling.task_view"))
        .containsExactly("CONTAINER a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE scheduling.run SET state = 'SUCCEEDED'",
        "UPDATE scheduling.run SET finished_at = now()",
        "UPDATE scheduling.run SET state = 'DONE'",
        "UPDATE scheduling.run SET error_code = 'X'",
        "UPDATE scheduling.run SET parameters = '[]'",
        "UPDATE scheduling.task SET state = 'SKIPPED'",
        "UPDATE scheduling.task SET finished_at = now()",
        "UPDATE scheduling.task SET state = 'FAILED', finished_at = now()",
        "UPDATE scheduling.task SET kind = 'POD'",
        "UPDATE scheduling.task SET path = ''",
        "UPDATE scheduling.command SET kind = 'DANCE'",
        "UPDATE scheduling.node SET generation = 0",
        "UPDATE scheduling.pipeline_document SET digest = 'md5:0'"
      })
  void whatNoRunCanBeIsRefused(String update) {
    assertThatThrownBy(() -> execute(update)).hasMessageContaining("violates check constraint");
  }

  @Test
  void aRunTakesItsTasksAndCommandsAlong() {
    execute("DELETE FROM scheduling.run");
    assertThat(column("SELECT path FROM scheduling.task")).isEmpty();
    assertThat(column("SELECT kind FROM scheduling.command")).isEmpty();
    assertThat(column("SELECT to_state FROM scheduling.transition")).isEmpty();
  }
}
