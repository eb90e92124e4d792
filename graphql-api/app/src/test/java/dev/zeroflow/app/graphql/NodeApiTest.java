package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.api.NodeType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything by its id. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class NodeApiTest {
  private static final String NODES =
      "query($ids: [String!]!) { nodes(ids: $ids) { __typename id } }";

  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
    Catalog.write(pool);
  }

  /** One thing of each kind, as its own query shows it. */
  private static Map<String, String> things() {
    String experiment = Tracked.experiment("nodes " + UUID.randomUUID());
    String run = Tracked.run(experiment, "one", Map.of());
    String trace = Tracked.trace(experiment);
    JsonPath answer =
        done(
            """
            query($run: ID!, $tracked: ID!, $trace: ID!) {
              pipelineRun(id: $run) {
                id tasks { id execution { id } outputArtifacts { artifact { id } } }
              }
              trackingRun(id: $tracked) { id experiment { id } }
              registeredModel(name: "catalog") { id versions { id } }
              triggers(first: 1) { nodes { id } }
              functions(first: 1) { nodes { id } }
              inferenceServices(first: 1) { nodes { id } }
              pipeline(name: "catalog") { id latestVersion { id } }
              trace(id: $trace) { id }
              project { id }
            }
            """,
            Map.of("run", Digits.RUN.toString(), "tracked", run, "trace", trace));
    answer.setRootPath("data");
    return Map.ofEntries(
        Map.entry("PipelineRun", answer.getString("pipelineRun.id")),
        Map.entry("Task", answer.getString("pipelineRun.tasks[1].id")),
        Map.entry("Execution", answer.getString("pipelineRun.tasks[1].execution.id")),
        Map.entry(
            "Artifact", answer.getString("pipelineRun.tasks[1].outputArtifacts[0].artifact.id")),
        Map.entry("TrackingRun", answer.getString("trackingRun.id")),
        Map.entry("Experiment", answer.getString("trackingRun.experiment.id")),
        Map.entry("RegisteredModel", answer.getString("registeredModel.id")),
        Map.entry("ModelVersion", answer.getString("registeredModel.versions[0].id")),
        Map.entry("Trigger", answer.getString("triggers.nodes[0].id")),
        Map.entry("Function", answer.getString("functions.nodes[0].id")),
        Map.entry("InferenceService", answer.getString("inferenceServices.nodes[0].id")),
        Map.entry("Pipeline", answer.getString("pipeline.id")),
        Map.entry("PipelineVersion", answer.getString("pipeline.latestVersion.id")),
        Map.entry("Trace", answer.getString("trace.id")),
        Map.entry("Project", answer.getString("project.id")),
        Map.entry("Webhook", webhook()));
  }

  private static String webhook() {
    JsonPath made =
        done(
            """
            mutation { createWebhook(input: { name: "nodes", url: "http://localhost:1/",
              events: [MODEL_VERSION_CREATED], clientRequestId: "nodes" }) { webhook { id } } }
            """,
            Map.of());
    return made.getString("data.createWebhook.webhook.id");
  }

  @Test
  void everythingIsFoundByItsIdWhichTellsItsKind() {
    Map<String, String> things = things();
    assertThat(things).hasSize(NodeType.values().length);
    things.forEach(
        (type, id) -> {
          assertThat(id).startsWith(type + ":");
          JsonPath answer =
              done("query($id: ID!) { node(id: $id) { __typename id } }", Map.of("id", id));
          assertThat(answer.getString("data.node.__typename")).isEqualTo(type);
          assertThat(answer.getString("data.node.id")).isEqualTo(id);
        });
  }

  @Test
  void aTaskLeadsToItsRun() {
    String document = "query($id: ID!) { node(id: $id) { ... on Task { path run { uid } } } }";
    JsonPath answer = done(document, Map.of("id", "Task:" + Digits.RUN + "/train"));
    assertThat(answer.getString("data.node.path")).isEqualTo("train");
    assertThat(answer.getString("data.node.run.uid")).isEqualTo(Digits.RUN.toString());
  }

  @Test
  void manyThingsComeInTheOrderOfTheirIds() {
    List<String> ids = new ArrayList<>(things().values());
    ids.add(2, "Artifact:" + UUID.randomUUID());
    ids.add(5, "nothing");
    ids.add(ids.getFirst());
    JsonPath answer = done(NODES, Map.of("ids", ids));
    List<String> expected = new ArrayList<>(ids);
    expected.set(2, null);
    expected.set(5, null);
    List<Map<String, String>> nodes = answer.getList("data.nodes");
    assertThat(nodes.stream().map(it -> it == null ? null : it.get("id"))).isEqualTo(expected);
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfIds() {
    List<String> things =
        things().values().stream().filter(it -> !it.startsWith("Function:")).toList();
    List<String> many = new ArrayList<>(things);
    while (many.size() < 100) {
      many.add("Task:" + UUID.randomUUID() + "/train");
      many.add("Trigger:" + UUID.randomUUID());
    }
    for (List<String> ids : List.of(things, many.subList(0, 100))) {
      SqlLog log = new SqlLog();
      try (var statements = new StatementCount()) {
        done(NODES, Map.of("ids", ids));
        // Of the fifteen kinds runs of pipelines and tasks are not in the schema of the log.
        assertThat(log.seen()).as("of %d ids", ids.size()).isEqualTo(13);
        assertThat(statements.seen()).as("Hibernate, of %d ids", ids.size()).isEqualTo(7);
      }
    }
  }

  @Test
  void whatBelongsToAnotherProjectIsNothing() {
    List<String> ids =
        things().values().stream().filter(it -> !it.startsWith("Function:")).toList();
    JsonPath answer = sendAs("Bearer " + TwoAttempts.FOREIGN, NODES, Map.of("ids", ids));
    noErrors(answer);
    assertThat(answer.getList("data.nodes")).hasSameSizeAs(ids).containsOnlyNulls();
    JsonPath mine =
        done(
            NODES,
            Map.of(
                "ids",
                List.of(
                    "PipelineRun:" + Digits.FOREIGN_RUN,
                    "Task:" + Digits.FOREIGN_RUN + "/train",
                    "Artifact:" + Digits.FOREIGN_MODEL.id())));
    assertThat(mine.getList("data.nodes")).hasSize(3).containsOnlyNulls();
  }

  @Test
  void whatIsNoIdIsNothing() {
    for (String id :
        List.of(
            "",
            ":",
            "Artifact:",
            "Artifact:x",
            "Task:x",
            "Task:/train",
            "Task:" + Digits.RUN,
            "Task:" + Digits.RUN + "/",
            "Trigger:",
            "TrackingRun:" + Digits.RUN,
            "PipelineRun:" + Digits.MODEL.id(),
            "Unknown:" + Digits.RUN,
            "artifact:" + Digits.MODEL.id(),
            Digits.RUN.toString(),
            "Trigger:' OR 1=1 --",
            "Trigger:\u0000",
            "Task:" + Digits.RUN + "/\u0000")) {
      JsonPath answer = send("query($id: ID!) { node(id: $id) { id } }", Map.of("id", id));
      noErrors(answer);
      assertThat(answer.<Object>get("data.node")).as(id).isNull();
    }
    assertThat(code(send(NODES, Map.of("ids", Collections.nCopies(101, "x")))))
        .isEqualTo("BAD_INPUT");
  }

  @Test
  void anIdOfTheWrongKindChangesNothing() {
    String document = "mutation($id: ID!) { cancelRun(id: $id) { done userErrors { code } } }";
    for (String id : List.of("Artifact:" + Digits.RUN, "TrackingRun:" + Digits.RUN)) {
      assertThat(code(send(document, Map.of("id", id)))).as(id).isEqualTo("BAD_INPUT");
    }
    assertThat(code(send(document, Map.of("id", "PipelineRun:" + Digits.FOREIGN_RUN))))
        .isEqualTo("NOT_FOUND");
  }
}
