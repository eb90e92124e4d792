package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of pipelines and their tasks in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class PipelineRunApiTest {
  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
  }

  @Test
  void aRunComesWithItsTasksMetricsAndArtifacts() {
    var answer =
        send(
            """
            query($id: ID!) {
              pipelineRun(id: $id) {
                id name pipeline state createdAt finishedAt error { code }
                trigger { kind detail }
                parameters { name value }
                tasks {
                  path name state kind function attemptCount cold workMillis overheadMillis
                  inputs { name value } outputs { name value }
                  metrics { key value step }
                  inputArtifacts { slot artifact { id } }
                  outputArtifacts {
                    slot artifact { id name type uri digest size metadata { name value } createdAt }
                  }
                }
              }
            }
            """,
            Map.of("id", Digits.RUN.toString()));
    noErrors(answer);
    answer.setRootPath("data.pipelineRun");
    assertThat(answer.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(answer.getString("trigger.kind")).isEqualTo("OBJECT_CREATED");
    assertThat(answer.getString("createdAt")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(answer.getList("parameters"))
        .containsExactlyInAnyOrder(
            Map.of("name", "folds", "value", "5"), Map.of("name", "label", "value", "\"digit\""));
    assertThat(answer.getList("tasks.path")).containsExactly("upload", "train");
    assertThat(answer.getList("tasks[1].metrics.key")).containsExactly("accuracy");
    assertThat(answer.getList("tasks[0].metrics")).isEmpty();
    assertThat(answer.getString("tasks[1].inputArtifacts[0].artifact.id"))
        .isEqualTo("Artifact:" + Digits.DATASET.id());
    assertThat(answer.getString("tasks[1].outputArtifacts[0].slot")).isEqualTo("model");
    assertThat(answer.getLong("tasks[1].outputArtifacts[0].artifact.size")).isEqualTo(1234);
    assertThat(answer.getString("tasks[1].outputArtifacts[0].artifact.metadata[0].value"))
        .isEqualTo("1797");
  }

  @Test
  void aRunTellsItsPriorityAndItsDeadline() {
    var answer =
        ofAnother("{ pipelineRun(id: \"" + Digits.LOOP_RUN + "\") { priority deadlineAt } }");
    assertThat(answer.getInt("data.pipelineRun.priority")).isEqualTo(7);
    assertThat(answer.getString("data.pipelineRun.deadlineAt")).isEqualTo("2026-01-02T03:04:05Z");
    var ordinary = send("{ pipelineRun(id: \"" + Digits.RUN + "\") { priority deadlineAt } }");
    noErrors(ordinary);
    assertThat(ordinary.getInt("data.pipelineRun.priority")).isZero();
    assertThat(ordinary.<Object>get("data.pipelineRun.deadlineAt")).isNull();
  }

  @Test
  void theIterationsOfALoopAreTasksWithNumbers() {
    var answer =
        ofAnother(
            "{ pipelineRun(id: \""
                + Digits.LOOP_RUN
                + "\") { tasks { path kind iteration attemptCount failures losses dueAt } } }");
    answer.setRootPath("data.pipelineRun");
    assertThat(answer.getList("tasks.path"))
        .containsExactly(
            "loop", "loop/0", "loop/0/fit", "loop/1", "loop/1/fit", "loop/2", "loop/2/fit");
    assertThat(answer.getList("tasks.kind").subList(0, 3))
        .containsExactly("LOOP", "ITERATION", "CONTAINER");
    assertThat(answer.getList("tasks.iteration")).containsExactly(null, 0, null, 1, null, 2, null);
    assertThat(answer.getInt("tasks[6].attemptCount")).isEqualTo(4);
    assertThat(answer.getInt("tasks[6].failures")).isEqualTo(3);
    assertThat(answer.getInt("tasks[6].losses")).isEqualTo(1);
  }

  @Test
  void overheadIsNeverNegative() {
    var answer =
        ofAnother(
            "{ pipelineRun(id: \""
                + Digits.LOOP_RUN
                + "\") { tasks { workMillis overheadMillis } } }");
    assertThat(answer.getDouble("data.pipelineRun.tasks[2].workMillis")).isEqualTo(0.5);
    assertThat(answer.getDouble("data.pipelineRun.tasks[2].overheadMillis")).isZero();
    assertThat(answer.<Object>get("data.pipelineRun.tasks[4].overheadMillis")).isNull();
  }

  @Test
  void aTaskTellsWhatItTookOverOrWhyNothing() {
    var answer =
        ofAnother(
            "{ pipelineRun(id: \""
                + Digits.LOOP_RUN
                + "\") { tasks { cachedFrom { runId taskId } cacheMiss } } }");
    answer.setRootPath("data.pipelineRun");
    assertThat(answer.<Map<String, String>>get("tasks[4].cachedFrom"))
        .isEqualTo(Map.of("runId", Digits.RUN.toString(), "taskId", "train"));
    assertThat(answer.<Object>get("tasks[4].cacheMiss")).isNull();
    assertThat(answer.getString("tasks[2].cacheMiss")).isEqualTo("no such");
    assertThat(answer.<Object>get("tasks[2].cachedFrom")).isNull();
    assertThat(answer.<Object>get("tasks[0].cacheMiss")).isNull();
  }

  @Test
  void aFailedRunTellsWhy() {
    var answer =
        send(
            "{ pipelineRun(id: \""
                + Digits.FAILED_RUN
                + "\") { error { code category message task } } }");
    assertThat(answer.<Map<String, String>>get("data.pipelineRun.error"))
        .isEqualTo(
            Map.of(
                "code", "BAD_TABLE",
                "category", "USER",
                "message", "row 7 has no label",
                "task", "train"));
  }

  @Test
  void aRunOfAnotherProjectOrNoRunAtAllIsNullWithoutAnError() {
    for (String id : List.of(Digits.FOREIGN_RUN.toString(), "no-id")) {
      var answer = send("{ pipelineRun(id: \"" + id + "\") { id } }");
      noErrors(answer);
      assertThat(answer.<Object>get("data.pipelineRun")).isNull();
    }
    var foreign =
        sendAs(
            "Bearer " + TwoAttempts.FOREIGN,
            "{ pipelineRun(id: \"" + Digits.FOREIGN_RUN + "\") { name tasks { path } } }",
            Map.of());
    noErrors(foreign);
    assertThat(foreign.getString("data.pipelineRun.name")).isEqualTo("another digits");
    assertThat(foreign.getList("data.pipelineRun.tasks.path")).containsExactly("train");
  }

  private static JsonPath ofAnother(String document) {
    var answer = sendAs("Bearer " + TwoAttempts.FOREIGN, document, Map.of());
    noErrors(answer);
    return answer;
  }
}
