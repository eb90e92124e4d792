package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.POOL;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.execute;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lineage is written with the decision or not at all. */
class LineageIT {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a").outputArtifact("table");
            root.task("b").artifact("in", taskArtifact("a", "table"));
          });

  private final List<LineageFact> facts = new ArrayList<>();
  private boolean broken;
  private SchedulerNode node;
  private UUID run;

  @BeforeEach
  void open() {
    PostgresUnderTest.empty();
    execute("DROP TABLE IF EXISTS public.written");
    execute("CREATE TABLE public.written (fact text)");
    node = SchedulerNode.takeOver(POOL, "one");
    run = store().submit(Submissions.of(TWO));
    assertThat(commit(new RunEvent.Started())).isEqualTo(CommitResult.COMMITTED);
  }

  private PgRunStore store() {
    LineageWriter<SqlConnection> recording =
        (connection, written) -> {
          facts.addAll(written);
          Sql.await(
              connection
                  .preparedQuery("INSERT INTO public.written VALUES ($1)")
                  .execute(Tuple.of(written.toString())));
          if (broken) {
            throw new IllegalArgumentException("cannot write lineage");
          }
        };
    return new PgRunStore(POOL, node, recording);
  }

  private CommitResult commit(RunEvent event) {
    ClaimedCommand command =
        new PgCommandQueue(POOL, node).claim(1, Duration.ofMinutes(1)).getFirst();
    RunSnapshot base = store().load(run).orElseThrow();
    return store().commit(base, (Decision.Change) RunDecider.decide(base, event, NOW), command);
  }

  private static RunEvent madeTable(UUID id) {
    var table =
        new ArtifactRef(
            id,
            "table",
            "system.Dataset",
            "s3://b/k",
            "sha256:" + "a".repeat(64),
            3,
            Map.of("n", 1L));
    return new RunEvent.AttemptSucceeded(
        "a",
        1,
        new Values(Map.of(), Map.of("table", List.of(table))),
        List.of(new MetricValue("rows", 9, 2)),
        new AttemptFigures(false, Timings.NONE));
  }

  @Test
  void factsAboutAFinishedTaskComeInItsTransaction() {
    var id = new UUID(5, 6);
    assertThat(facts).isEmpty();
    commit(madeTable(id));
    assertThat(facts).hasSize(4);
    var execution = (LineageFact.ExecutionRecorded) facts.get(0);
    assertThat(execution.state()).isEqualTo(ExecutionState.COMPLETE);
    assertThat(execution.taskPath()).isEqualTo("a");
    assertThat(execution.runId()).isEqualTo(run);
    var edge = (LineageFact.EdgeRecorded) facts.get(2);
    assertThat(edge.executionId()).isEqualTo(execution.id());
    assertThat(edge.artifactId()).isEqualTo(id);
    assertThat(edge.direction()).isEqualTo(Direction.OUTPUT);
    assertThat(edge.slot()).isEqualTo("table");
    assertThat(facts.get(3))
        .isEqualTo(new LineageFact.MetricRecorded("default", run, "a", "rows", 9, 2, NOW));
    assertThat(column("SELECT fact FROM public.written")).hasSize(1);
  }

  @Test
  void aFailedTaskHasReadItsInputs() {
    commit(madeTable(new UUID(5, 6)));
    facts.clear();
    commit(
        new RunEvent.AttemptFailed(
            "b", 1, new TaskError("X", ErrorCategory.USER, "", null), AttemptFigures.NONE));
    assertThat(facts)
        .filteredOn(LineageFact.EdgeRecorded.class::isInstance)
        .extracting(fact -> ((LineageFact.EdgeRecorded) fact).direction())
        .containsExactly(Direction.INPUT);
    assertThat(((LineageFact.ExecutionRecorded) facts.getFirst()).state())
        .isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void ifItCannotBeWrittenNothingIs() {
    RunSnapshot before = store().load(run).orElseThrow();
    broken = true;
    assertThatThrownBy(() -> commit(madeTable(new UUID(5, 6))))
        .hasMessageContaining("cannot write lineage");
    assertThat(column("SELECT fact FROM public.written")).isEmpty();
    assertThat(store().load(run)).contains(before);
    assertThat(column("SELECT kind FROM scheduling.command")).containsExactly("INVOKE");
    broken = false;
    PostgresUnderTest.pass(Duration.ofMinutes(2));
    assertThat(commit(madeTable(new UUID(5, 6)))).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void aConflictWritesNone() {
    RunSnapshot stale = store().load(run).orElseThrow();
    commit(madeTable(new UUID(5, 6)));
    facts.clear();
    var late = (Decision.Change) RunDecider.decide(stale, madeTable(new UUID(7, 8)), NOW);
    ClaimedCommand command =
        new PgCommandQueue(POOL, node).claim(1, Duration.ofMinutes(1)).getFirst();
    assertThat(store().commit(stale, late, command)).isEqualTo(CommitResult.CONFLICT);
    assertThat(facts).isEmpty();
    assertThat(column("SELECT task FROM scheduling.command")).containsExactly("b");
  }
}
