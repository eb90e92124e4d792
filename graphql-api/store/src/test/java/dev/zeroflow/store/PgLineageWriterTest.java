package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.MetricRecorded;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.LineageWalk;
import dev.zeroflow.metadata.lineage.Walk;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgLineageWriterTest extends PostgresTest {
  private final Database database = new Database(POOL);
  private final Artifact dataset = Lineages.artifact(project, "dataset");
  private final Artifact model = Lineages.artifact(project, "model");
  private final UUID execution = UUID.randomUUID();

  private List<LineageFact> training(ExecutionState state) {
    return List.of(
        Lineages.edge(project, execution, dataset, Direction.INPUT),
        Lineages.edge(project, execution, model, Direction.OUTPUT),
        new ArtifactRecorded(dataset),
        new ArtifactRecorded(model),
        Lineages.execution(project, execution, state, NOW),
        metric(0.5),
        metric(0.9));
  }

  private MetricRecorded metric(double value) {
    return new MetricRecorded(project, execution, "train", "accuracy", value, 3, NOW);
  }

  @Test
  void factsInAnyOrderAreWrittenTogether() {
    Lineages.write(training(ExecutionState.COMPLETE));
    assertThat(new PgArtifacts(POOL).find(project, model.id())).contains(model);
    assertThat(count("lineage_edge")).isEqualTo(2);
  }

  @Test
  void writingTheSameFactsAgainChangesNothing() {
    Lineages.write(training(ExecutionState.COMPLETE));
    Lineages.write(training(ExecutionState.COMPLETE));
    assertThat(count("execution")).isEqualTo(1);
    assertThat(count("artifact")).isEqualTo(2);
    assertThat(count("lineage_edge")).isEqualTo(2);
    assertThat(count("metric")).isEqualTo(1);
  }

  @Test
  void theLastValueOfAMetricStands() {
    Lineages.write(training(ExecutionState.COMPLETE));
    var row =
        database
            .run("SELECT value FROM metadata.metric WHERE project = $1", Tuple.of(project))
            .iterator()
            .next();
    assertThat(row.getDouble("value")).isEqualTo(0.9);
  }

  @Test
  void aLateFactCannotReopenAnEndedExecution() {
    Lineages.write(List.of(Lineages.execution(project, execution, ExecutionState.RUNNING, null)));
    Lineages.write(List.of(Lineages.execution(project, execution, ExecutionState.FAILED, NOW)));
    Lineages.write(List.of(Lineages.execution(project, execution, ExecutionState.RUNNING, null)));
    var nodes = new PgEdgeSource(POOL, project, LineageView.NOW).nodes(List.of(execution));
    assertThat(nodes).extracting(LineageNode::state).containsExactly(ExecutionState.FAILED);
  }

  @Test
  void nothingIsLeftOfATransactionThatIsRolledBack() {
    try {
      database.transaction(
          connection -> {
            Lineages.write(connection, training(ExecutionState.COMPLETE));
            throw new IllegalStateException("the scheduler changed its mind");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("changed its mind");
    }
    assertThat(count("artifact")).isZero();
  }

  @Test
  void tenThousandFactsAreWrittenByOneStatementOfEachKind() {
    List<LineageFact> facts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      facts.add(new ArtifactRecorded(Lineages.artifact(project, "part-" + i)));
    }
    Lineages.write(facts);
    assertThat(count("artifact")).isEqualTo(10_000);
  }

  @Test
  void aWalkGoesFromAModelBackToItsDatasetAndForthAgain() {
    Lineages.write(training(ExecutionState.COMPLETE));
    var source = new PgEdgeSource(POOL, project, LineageView.NOW);
    var up = LineageWalk.from(model.id(), source, Walk.UPSTREAM, 5).orElseThrow();
    assertThat(up.nodes())
        .extracting(LineageNode::id)
        .containsExactly(model.id(), execution, dataset.id());
    assertThat(up.edges())
        .containsExactly(
            new LineageEdge(execution, model.id(), LineageEdge.Role.OUTPUT, "model", NOW),
            new LineageEdge(dataset.id(), execution, LineageEdge.Role.INPUT, "dataset", NOW));
    var down = LineageWalk.from(dataset.id(), source, Walk.DOWNSTREAM, 5).orElseThrow();
    assertThat(down.nodes())
        .extracting(LineageNode::id)
        .containsExactly(dataset.id(), execution, model.id());
    assertThat(
            LineageWalk.from(
                model.id(), new PgEdgeSource(POOL, "other", LineageView.NOW), Walk.UPSTREAM, 5))
        .isEmpty();
  }

  private long count(String table) {
    return database
        .run(
            "SELECT count(*) AS n FROM metadata." + table + " WHERE project = $1",
            Tuple.of(project))
        .iterator()
        .next()
        .getLong("n");
  }
}
