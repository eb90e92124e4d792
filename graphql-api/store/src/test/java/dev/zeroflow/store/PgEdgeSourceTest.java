package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.ExecutionOrigin;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.lineage.LineageGraph;
import dev.zeroflow.metadata.lineage.LineageImpact;
import dev.zeroflow.metadata.lineage.LineageMode;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.LineageWalk;
import dev.zeroflow.metadata.lineage.RandomLineage;
import dev.zeroflow.metadata.lineage.RecordedLineage;
import dev.zeroflow.metadata.lineage.RecordedLineage.Registration;
import dev.zeroflow.metadata.lineage.Walk;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.ServiceState;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgEdgeSourceTest extends PostgresTest {
  private static final Set<Walk> BOTH = EnumSet.allOf(Walk.class);
  private static final LineageView ACROSS_RUNS = new LineageView(LineageMode.CUMULATIVE, null);

  private final Database database = new Database(POOL);

  private void register(String project, List<Registration> registrations) {
    database.run(
        """
        INSERT INTO metadata.registered_model (project, name, last_version, created_at, updated_at)
        VALUES ($1, 'model', 1000, $2, $2)
        """,
        Tuple.of(project, Database.utc(NOW)));
    for (int i = 0; i < registrations.size(); i++) {
      Registration it = registrations.get(i);
      database.run(
          """
          INSERT INTO metadata.model_version (id, project, model, version, artifact_id, metrics,
            description, client_request_id, request_digest, created_at, updated_at)
          VALUES ($1, $2, 'model', $3, $4, '{}', '', $5, 'sha256:' || repeat('0', 64), $6, $6)
          """,
          Tuple.of(it.id(), project, i + 1, it.artifact(), it.id().toString())
              .addOffsetDateTime(Database.utc(it.at())));
    }
  }

  @Test
  void everyModeAtEveryTimeIsWhatItsDefinitionSays() {
    for (long seed = 0; seed < 40; seed++) {
      String mine = project + "-" + seed;
      var lineage = new RandomLineage(seed, mine);
      Lineages.write(lineage.facts());
      register(mine, lineage.registrations());
      var random = new Random(seed);
      for (LineageMode mode : LineageMode.values()) {
        Instant asOf =
            random.nextBoolean()
                ? null
                : RandomLineage.START.plusSeconds(random.nextInt(RandomLineage.SECONDS));
        var view = new LineageView(mode, asOf);
        var expected = new RecordedLineage(lineage.facts(), lineage.registrations(), view);
        var found = new PgEdgeSource(POOL, mine, view);
        Set<Walk> ways = random.nextBoolean() ? BOTH : Set.of(Walk.values()[random.nextInt(2)]);
        UUID root = lineage.nodes().get(random.nextInt(lineage.nodes().size()));
        compare(seed + " " + mode, graph(root, expected, ways), graph(root, found, ways));
      }
    }
  }

  private static LineageGraph graph(UUID root, EdgeSource source, Set<Walk> ways) {
    return LineageWalk.from(root, source, ways, LineageWalk.MAX_HOPS).orElse(null);
  }

  private static void compare(String which, LineageGraph expected, LineageGraph found) {
    if (expected == null) {
      assertThat(found).as(which).isNull();
      return;
    }
    assertThat(found.edges()).as(which).containsExactlyInAnyOrderElementsOf(expected.edges());
    assertThat(found.nodes())
        .as(which)
        .extracting(LineageNode::id)
        .containsExactlyInAnyOrderElementsOf(
            expected.nodes().stream().map(LineageNode::id).toList());
    assertThat(found.truncated()).as(which).isFalse();
  }

  /** Links of a chain, a thousand artifacts wide at its end. */
  private Artifact chain(int links, int width) {
    List<LineageFact> facts = new ArrayList<>();
    Artifact last = Lineages.artifact(project, "first");
    facts.add(new ArtifactRecorded(last));
    for (int i = 0; i < links; i++) {
      UUID execution = UUID.randomUUID();
      facts.add(Lineages.execution(project, execution, ExecutionState.COMPLETE, NOW));
      facts.add(Lineages.edge(project, execution, last, Direction.INPUT));
      for (int j = 0; j < (i == links - 1 ? width : 1); j++) {
        last = Lineages.artifact(project, "link-" + i + "-" + j);
        facts.add(new ArtifactRecorded(last));
        facts.add(Lineages.edge(project, execution, last, Direction.OUTPUT));
      }
    }
    Lineages.write(facts);
    return ((ArtifactRecorded) facts.getFirst()).artifact();
  }

  @Test
  void aHopIsOneStatementHoweverWideItIs() {
    Artifact root = chain(3, 1000);
    for (LineageMode mode : LineageMode.values()) {
      var counted = new CountedStatements(POOL);
      var source = new PgEdgeSource(counted.pool(), project, new LineageView(mode, NOW));
      var graph = graph(root.id(), source, Set.of(Walk.DOWNSTREAM));
      assertThat(graph.nodes()).hasSize(1006);
      assertThat(counted.sent()).as("the root, 7 hops, the nodes").isEqualTo(9);
    }
  }

  @Test
  void executionsTellWhatTheyAreTheRecordOf() {
    UUID task = UUID.randomUUID();
    UUID tracking = UUID.randomUUID();
    Lineages.write(
        List.of(
            Lineages.execution(project, task, ExecutionState.COMPLETE, NOW),
            new ExecutionRecorded(
                tracking, project, tracking, "run", "n", 0, ExecutionState.RUNNING, NOW, null)));
    var nodes = new PgEdgeSource(POOL, project, LineageView.NOW).nodes(List.of(task, tracking));
    assertThat(nodes)
        .extracting(LineageNode::origin)
        .containsExactlyInAnyOrder(ExecutionOrigin.TASK, ExecutionOrigin.TRACKING_RUN);
  }

  @Test
  void lookingBackAnExecutionThatEndedLaterStillRuns() {
    UUID execution = UUID.randomUUID();
    Lineages.write(
        List.of(Lineages.execution(project, execution, ExecutionState.FAILED, NOW.plusSeconds(9))));
    assertThat(states(execution, null)).containsExactly(ExecutionState.FAILED);
    assertThat(states(execution, NOW.plusSeconds(3))).containsExactly(ExecutionState.RUNNING);
    assertThat(states(execution, NOW.minusSeconds(1))).isEmpty();
  }

  private List<ExecutionState> states(UUID execution, Instant asOf) {
    return new PgEdgeSource(POOL, project, new LineageView(LineageMode.EXACT, asOf))
        .nodes(List.of(execution)).stream().map(LineageNode::state).toList();
  }

  private void serve(String name, int version, Instant at, Artifact model) {
    new PgInferenceServices(POOL)
        .upsert(
            new InferenceService(
                project,
                name,
                "model",
                String.valueOf(version),
                model.id(),
                model.digest(),
                dev.zeroflow.metadata.Digests.sha256(project + name),
                ServiceState.READY,
                "http://127.0.0.1:1",
                at));
  }

  @Test
  void aServiceBelongsToTheImpactOfADataSetSinceItServesTheModel() {
    Artifact data = Lineages.artifact(project, "data");
    Artifact copy = Lineages.artifact(project, "data");
    Artifact model = Lineages.artifact(project, "model");
    UUID fit = UUID.randomUUID();
    Lineages.write(
        List.of(
            new ArtifactRecorded(data),
            new ArtifactRecorded(copy),
            new ArtifactRecorded(model),
            Lineages.execution(project, fit, ExecutionState.COMPLETE, NOW),
            Lineages.edge(project, fit, copy, Direction.INPUT),
            Lineages.edge(project, fit, model, Direction.OUTPUT)));
    UUID version = UUID.randomUUID();
    register(project, List.of(new Registration(version, model.id(), NOW)));
    serve("svc", 1, NOW.plusSeconds(5), model);
    serve("svc", 1, NOW.plusSeconds(50), model);

    var exact = LineageImpact.of(data.id(), source(LineageView.NOW), 100).orElseThrow();
    assertThat(exact.modelVersions()).as("only a copy was read").isEmpty();
    var impact = LineageImpact.of(data.id(), source(ACROSS_RUNS), 100).orElseThrow();
    assertThat(impact.modelVersions()).extracting(LineageNode::id).containsExactly(version);
    assertThat(impact.inferenceServices()).extracting(LineageNode::name).containsExactly("svc");
    assertThat(impact.inferenceServices())
        .extracting(LineageNode::createdAt)
        .as("a later change of its state is not a later start")
        .containsExactly(NOW.plusSeconds(5));
    var before = new LineageView(LineageMode.CUMULATIVE, NOW.plusSeconds(4));
    assertThat(LineageImpact.of(data.id(), source(before), 100).orElseThrow().inferenceServices())
        .isEmpty();
  }

  private PgEdgeSource source(LineageView view) {
    return new PgEdgeSource(POOL, project, view);
  }

  @Test
  void artifactsOfOutsideJobsAreJoinedByAddress() {
    Artifact ours = Lineages.artifact(project, "table");
    Artifact other = Lineages.artifact(project, "another");
    Artifact outside = Lineages.artifact(project, "table");
    Lineages.write(
        List.of(
            new ArtifactRecorded(ours),
            new ArtifactRecorded(other),
            new ArtifactRecorded(outside)));
    database.run(
        "UPDATE metadata.artifact SET outside = true, digest = '' WHERE id = $1",
        Tuple.of(outside.id()));
    var graph = graph(ours.id(), source(ACROSS_RUNS), Set.of(Walk.UPSTREAM));
    assertThat(graph.edges())
        .containsExactly(
            new LineageEdge(outside.id(), ours.id(), LineageEdge.Role.SAME_ADDRESS, null, NOW));
    assertThat(graph(ours.id(), source(LineageView.NOW), BOTH).edges()).isEmpty();
    assertThat(graph(other.id(), source(ACROSS_RUNS), BOTH).edges()).isEmpty();
  }
}
