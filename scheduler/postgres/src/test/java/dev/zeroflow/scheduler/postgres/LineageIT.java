package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.hit;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Owner.NOW;
import static dev.zeroflow.scheduler.port.Owner.decide;
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
import dev.zeroflow.scheduler.port.Owner;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lineage is written with the decision or not at all. */
class LineageIT {
  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a").outputArtifact("table");
            root.task("b").artifact("in", taskArtifact("a", "table"));
          });

  private final List<LineageFact> facts = new ArrayList<>();
  private boolean broken;
  private Owner owner;
  private UUID run;

  @BeforeEach
  void open() {
    StoreUnderTest empty = PostgresUnderTest.empty();
    execute("DROP TABLE IF EXISTS public.written");
    execute("CREATE TABLE public.written (fact text)");
    owner = new Owner(empty.with(store()), "one");
    run = store().submit(Submissions.of(TWO));
    assertThat(owner.commit(run, START, slot("a"))).isEqualTo(CommitResult.COMMITTED);
  }

  private PgRunStore store() {
    LineageWriter<BiConsumer<String, Tuple>> recording =
        (statements, written) -> {
          facts.addAll(written);
          statements.accept("INSERT INTO public.written VALUES ($1)", Tuple.of(written.toString()));
          if (broken) {
            throw new IllegalArgumentException("cannot write lineage");
          }
        };
    return new PgRunStore(POOL, recording);
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
    owner.commit(run, madeTable(id));
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
  void outputsThatAreReusedAreACachedExecution() {
    UUID reusing =
        store().submit(Submissions.of(PipelineText.with(root -> root.task("a").caching(null))));
    owner.commit(reusing, START, hit("a", "f", run, Values.NONE));
    var execution = (LineageFact.ExecutionRecorded) facts.getFirst();
    assertThat(execution.state()).isEqualTo(ExecutionState.CACHED);
    assertThat(execution.attempt()).isEqualTo(1);
  }

  @Test
  void oneCallWritesWhatManyRunsHaveDone() {
    UUID other = store().submit(Submissions.of(TWO));
    owner.commit(other, START, slot("a"));
    List<RunCommit> commits =
        Stream.of(run, other)
            .map(it -> owner.ready(decide(owner.load(it), madeTable(new UUID(5, 6)))))
            .toList();
    store().commit(commits);
    assertThat(column("SELECT fact FROM public.written")).hasSize(1);
    assertThat(facts)
        .filteredOn(LineageFact.ExecutionRecorded.class::isInstance)
        .extracting(fact -> ((LineageFact.ExecutionRecorded) fact).runId())
        .containsExactlyInAnyOrder(run, other);
  }

  @Test
  void aFailedTaskHasReadItsInputs() {
    owner.commit(run, madeTable(new UUID(5, 6)), slot("b"));
    facts.clear();
    owner.commit(
        run,
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
    RunSnapshot before = owner.load(run);
    broken = true;
    assertThatThrownBy(() -> owner.commit(run, madeTable(new UUID(5, 6))))
        .hasMessageContaining("cannot write lineage");
    assertThat(column("SELECT fact FROM public.written")).isEmpty();
    assertThat(store().load(run)).contains(before);
    broken = false;
    assertThat(owner.commit(run, madeTable(new UUID(5, 6)))).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void aConflictWritesNone() {
    RunSnapshot stale = owner.load(run);
    owner.commit(run, madeTable(new UUID(5, 6)));
    owner.commit(run, slot("b"));
    List<String> before = column("SELECT fact FROM public.written");
    assertThat(owner.commit(decide(stale, madeTable(new UUID(7, 8)))))
        .isEqualTo(CommitResult.CONFLICT);
    assertThat(column("SELECT fact FROM public.written")).isEqualTo(before);
  }
}
