package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.lineage.ExecutionOrigin;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.LineageWalk;
import dev.zeroflow.metadata.lineage.Walk;
import dev.zeroflow.metadata.outside.OutsideDataset;
import dev.zeroflow.metadata.outside.OutsideEvent;
import dev.zeroflow.metadata.outside.OutsideEvent.Progress;
import dev.zeroflow.metadata.outside.OutsideIds;
import dev.zeroflow.metadata.outside.OutsideJob;
import dev.zeroflow.metadata.outside.OutsideLineage;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PgOutsideLineageTest extends PostgresTest {
  private static final UUID RUN = UUID.fromString("01940000-0000-7000-8000-000000000001");

  private final Database database = new Database(POOL);
  private final OutsideLineage lineage = new PgOutsideLineage(POOL);
  private final OutsideJob job =
      new OutsideJob("airflow", "daily.load", Map.of("sql", "{\"q\":1}"));

  private static OutsideDataset dataset(String name, String version, String facet) {
    return new OutsideDataset(
        "postgres://db", name, version, null, Map.of("schema", "\"" + facet + "\""));
  }

  private OutsideEvent event(int second, Progress progress, OutsideDataset... outputs) {
    return new OutsideEvent(
        NOW.plusSeconds(second),
        job,
        new OutsideEvent.Run(RUN, progress, Map.of("nominalTime", String.valueOf(second))),
        List.of(dataset("orders", "7", "at " + second)),
        List.of(outputs));
  }

  /** Every row of a project, as JSON; all ids follow from names. */
  private String rows(String project) {
    var all = new JsonArray();
    for (String table : List.of("execution", "artifact", "lineage_edge", "lineage_facet")) {
      database
          .run(
              "SELECT (to_jsonb(t) - 'changed_in')::text AS row FROM metadata."
                  + table
                  + " t WHERE project = $1 ORDER BY 1",
              Tuple.of(project))
          .forEach(row -> all.add(row.getString("row")));
    }
    return all.encodePrettily();
  }

  private void clear() {
    for (String table : List.of("lineage_facet", "lineage_edge", "artifact", "execution")) {
      database.run("DELETE FROM metadata." + table + " WHERE project = $1", Tuple.of(project));
    }
  }

  @Test
  void eventsInAnyOrderAndAnyNumberLeaveTheSameRows() {
    var inS3 =
        new OutsideDataset("postgres://db", "sums", null, "s3://datasets/sums.csv", Map.of());
    List<OutsideEvent> events =
        new ArrayList<>(
            List.of(
                event(0, Progress.RUNNING),
                event(1, Progress.OTHER, dataset("sums", null, "first")),
                event(2, Progress.RUNNING, inS3),
                event(5, Progress.FAILED, dataset("sums", null, "second")),
                event(6, Progress.COMPLETE, dataset("sums", "8", "third")),
                new OutsideEvent(NOW.plusSeconds(3), job, null, List.of(), List.of(inS3)),
                new OutsideEvent(
                    NOW.minusSeconds(3),
                    null,
                    null,
                    List.of(dataset("orders", "7", "before")),
                    List.of())));
    events.forEach(event -> lineage.record(project, event));
    String expected = rows(project);
    for (int seed = 0; seed < 30; seed++) {
      clear();
      List<OutsideEvent> mixed = new ArrayList<>(events);
      mixed.addAll(events);
      Collections.shuffle(mixed, new Random(seed));
      mixed.forEach(event -> lineage.record(project, event));
      assertThat(rows(project)).as("order " + seed).isEqualTo(expected);
    }
  }

  @Test
  void aStartAfterTheEndReopensNothing() {
    lineage.record(project, event(5, Progress.COMPLETE));
    lineage.record(project, event(0, Progress.RUNNING));
    LineageNode run = node(OutsideIds.run(project, RUN, "airflow", "daily.load"));
    assertThat(run.state()).isEqualTo(ExecutionState.COMPLETE);
    assertThat(run.origin()).isEqualTo(ExecutionOrigin.OUTSIDE_JOB);
    assertThat(run.createdAt()).isEqualTo(NOW);
    assertThat(run.runId()).isEqualTo(RUN);
    assertThat(run.taskId()).isEqualTo("airflow/daily.load");
  }

  private LineageNode node(UUID id) {
    return new PgEdgeSource(POOL, project, LineageView.NOW).nodes(List.of(id)).getFirst();
  }

  @Test
  void jobsThatNameNoVersionsAreConnectedAndThoseThatDoAreConnectedExactly() {
    lineage.record(project, event(1, Progress.COMPLETE, dataset("sums", null, "x")));
    var reader = new OutsideJob("spark", "report", Map.of());
    UUID second = UUID.randomUUID();
    lineage.record(
        project,
        new OutsideEvent(
            NOW.plusSeconds(9),
            reader,
            new OutsideEvent.Run(second, Progress.COMPLETE, Map.of()),
            List.of(dataset("sums", null, "y")),
            List.of()));
    UUID report = OutsideIds.run(project, second, "spark", "report");
    var source = new PgEdgeSource(POOL, project, LineageView.NOW);
    var graph = LineageWalk.from(report, source, Walk.UPSTREAM, 9).orElseThrow();
    assertThat(graph.nodes())
        .extracting(LineageNode::id)
        .containsExactly(
            report,
            OutsideIds.dataset(project, "postgres://db", "sums"),
            OutsideIds.run(project, RUN, "airflow", "daily.load"),
            OutsideIds.version(project, "postgres://db", "orders", "7"));
    assertThat(graph.nodes().getLast().digest()).startsWith("client:").hasSize(71);
  }

  @Test
  void theNewestFacetOfANameStandsAndTooManyAreNotKept() {
    lineage.record(project, event(5, Progress.COMPLETE));
    lineage.record(project, event(1, Progress.RUNNING));
    UUID orders = OutsideIds.version(project, "postgres://db", "orders", "7");
    assertThat(lineage.facets(project, orders))
        .containsExactly(new OutsideLineage.Facet("schema", "\"at 5\"", NOW.plusSeconds(5)));
    UUID run = OutsideIds.run(project, RUN, "airflow", "daily.load");
    assertThat(lineage.facets(project, run))
        .extracting(OutsideLineage.Facet::name)
        .containsExactly("nominalTime", "sql");
    assertThat(lineage.facets("other", run)).isEmpty();
    for (int i = 0; i < 3; i++) {
      int batch = i;
      Map<String, String> many =
          IntStream.range(0, 150)
              .boxed()
              .collect(java.util.stream.Collectors.toMap(it -> batch + "-" + it, String::valueOf));
      var wide = new OutsideJob("airflow", "wide", many);
      lineage.record(project, new OutsideEvent(NOW, wide, null, List.of(), List.of()));
    }
    assertThat(count("lineage_facet", OutsideIds.job(project, "airflow", "wide"))).isEqualTo(300);
  }

  private long count(String table, UUID node) {
    return database
        .run("SELECT count(*) AS n FROM metadata." + table + " WHERE node_id = $1", Tuple.of(node))
        .iterator()
        .next()
        .getLong("n");
  }

  @Test
  void whatIsNotOfOutsideJobsIsLeftAlone() {
    var ours = Lineages.artifact(project, "ours");
    Lineages.write(List.of(new dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded(ours)));
    String before = rows(project);
    lineage.record("another " + project, event(1, Progress.COMPLETE));
    assertThat(rows(project)).isEqualTo(before);
  }
}
