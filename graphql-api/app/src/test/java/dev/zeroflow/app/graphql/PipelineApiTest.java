package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelines and their versions in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class PipelineApiTest {
  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
    Catalog.write(pool);
  }

  private void sql(String statement, Tuple values) {
    pool.preparedQuery(statement).execute(values).toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aPipelineComesWithWhatItsVersionsSay() {
    JsonPath answer =
        done(
            """
            { pipeline(name: "catalog") {
              id uid name displayName description
              latestVersion { number }
              versions { nodes { number name digest pipeline { name } definition {
                inputs { name type optional defaultValue } tasks { path name kind dependsOn } } } }
            } }
            """,
            Map.of());
    answer.setRootPath("data.pipeline");
    assertThat(answer.getString("description")).isEqualTo("For tests");
    assertThat(answer.getInt("latestVersion.number")).isEqualTo(3);
    assertThat(answer.getList("versions.nodes.number")).containsExactly(3, 2, 1);
    assertThat(answer.getString("versions.nodes[0].pipeline.name")).isEqualTo("catalog");
    answer.setRootPath("data.pipeline.versions.nodes[0].definition");
    assertThat(answer.getList("inputs.name")).containsExactly("rows", "name");
    assertThat(answer.getList("inputs.type")).containsExactly("NUMBER_INTEGER", "STRING");
    assertThat(answer.getList("inputs.defaultValue")).containsExactly("10", null);
    assertThat(answer.getList("inputs.optional")).containsExactly(true, false);
    assertThat(answer.getList("tasks.path")).containsExactly("load", "train");
    assertThat(answer.getList("tasks.kind")).containsOnly("CONTAINER");
    assertThat(answer.getList("tasks[1].dependsOn")).containsExactly("load");
  }

  @Test
  void aDocumentThatIsNoPipelineHasNoDefinition() {
    sql(
        "INSERT INTO metadata.pipeline (project, name, last_version) VALUES ('default', 'odd', 1)"
            + " ON CONFLICT DO NOTHING",
        Tuple.tuple());
    sql(
        """
        INSERT INTO metadata.pipeline_version (project, pipeline, number, digest, document, created_at,
          name) VALUES ('default', 'odd', 1, 'sha256:' || repeat('0', 64), 'nothing', now(), 'v1')
        ON CONFLICT DO NOTHING
        """,
        Tuple.tuple());
    JsonPath answer =
        done(
            "{ pipeline(name: \"odd\") { latestVersion { definition { tasks { path } } } } }",
            Map.of());
    assertThat(answer.<Object>get("data.pipeline.latestVersion.definition")).isNull();
    assertThat(answer.<Object>get("data.pipeline.latestVersion")).isNotNull();
  }

  @Test
  void aRunLeadsToItsVersionAndBack() {
    String version =
        done("{ pipeline(name: \"catalog\") { uid latestVersion { uid } } }", Map.of())
            .getString("data.pipeline.latestVersion.uid");
    UUID run = UUID.randomUUID();
    Digits.run(pool, run, "default", "of a version", "SUCCEEDED", Digits.NOW);
    sql(
        """
        INSERT INTO metadata.run_detail (run_id, project, description, storage_state, service_account,
          pipeline_id, pipeline_version_id)
        SELECT $1, 'default', '', 'AVAILABLE', '', p.id, $2 FROM metadata.pipeline p
         WHERE p.project = 'default' AND p.name = 'catalog'
        """,
        Tuple.of(run, UUID.fromString(version)));
    JsonPath answer =
        done(
            """
            query($id: ID!) { pipelineRun(id: $id) { pipelineVersion { uid pipeline {
              runs { nodes { uid } } } } }
              other: pipelineRun(id: "%s") { pipelineVersion { uid } } }
            """
                .formatted(Digits.RUN),
            Map.of("id", run.toString()));
    assertThat(answer.getString("data.pipelineRun.pipelineVersion.uid")).isEqualTo(version);
    List<String> runs = answer.getList("data.pipelineRun.pipelineVersion.pipeline.runs.nodes.uid");
    assertThat(runs).contains(run.toString()).doesNotContain(Digits.RUN.toString());
    assertThat(answer.<Object>get("data.other.pipelineVersion")).isNull();
  }

  @Test
  void attemptsTellHowTheyEnded() {
    UUID run = UUID.randomUUID();
    Digits.run(pool, run, "default", "tried", "SUCCEEDED", Digits.NOW);
    Digits.task(pool, run);
    String transitions =
        """
        [["train", 1, "PENDING", "RUNNING"], ["train", 1, "RUNNING", "PENDING", "retry: it broke"],
         ["train", 2, "PENDING", "RUNNING"], ["train", 2, "RUNNING", "SUCCEEDED"]]
        """;
    sql(
        """
        INSERT INTO scheduling.decision (run_id, version, transitions, at)
        VALUES ($1, 1, $2, '2026-01-02T03:04:05Z')
        """,
        Tuple.of(run, transitions.strip()));
    JsonPath answer =
        done(
            """
            query($id: ID!) { pipelineRun(id: $id) { tasks { execution { id }
              attempts { number state startedAt finishedAt reason cold } } } }
            """,
            Map.of("id", run.toString()));
    answer.setRootPath("data.pipelineRun.tasks[0]");
    assertThat(answer.getList("attempts.number")).containsExactly(1, 2);
    assertThat(answer.getList("attempts.state")).containsExactly("FAILED", "SUCCEEDED");
    assertThat(answer.getList("attempts.reason")).containsExactly("retry: it broke", null);
    assertThat(answer.<Object>get("execution")).isNull();
  }

  @Test
  void whatTasksHaveIsReadForAllOfThem() {
    String document =
        """
        query($first: Int!) { runs(filter: { kinds: [PIPELINE], name: "tried many" }, first: $first) {
          nodes { ... on PipelineRun { pipelineVersion { name }
            tasks { attempts { number } execution { state } } } } } }
        """;
    for (int i = 0; i < 8; i++) {
      UUID run = UUID.randomUUID();
      Digits.run(pool, run, "default", "tried many", "SUCCEEDED", Digits.NOW);
      Digits.task(pool, run);
    }
    for (int first : List.of(2, 8)) {
      SqlLog log = new SqlLog();
      assertThat(done(document, Map.of("first", first)).getList("data.runs.nodes")).hasSize(first);
      assertThat(log.seen()).as("places, executions, homes, versions").isEqualTo(4);
    }
  }

  @Test
  void aPipelineOfAnotherProjectIsNothing() {
    String id =
        done("{ pipeline(name: \"catalog\") { id } }", Map.of()).getString("data.pipeline.id");
    for (String arguments : List.of("name: \"catalog\"", "id: \"" + id + "\"")) {
      JsonPath answer =
          sendAs(
              "Bearer " + TwoAttempts.FOREIGN, "{ pipeline(" + arguments + ") { id } }", Map.of());
      noErrors(answer);
      assertThat(answer.<Object>get("data.pipeline")).isNull();
    }
    for (String arguments : List.of("", "(name: \"a\", id: \"b\")")) {
      assertThat(code(send("{ pipeline" + arguments + " { id } }"))).isEqualTo("BAD_INPUT");
    }
  }
}
