package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static dev.zeroflow.app.live.Live.code;
import static dev.zeroflow.app.live.Live.noErrors;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.Tracked;
import dev.zeroflow.app.graphql.TwoAttempts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of stored pipelines that are started in GraphQL. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class SubmitRunTest {
  private static final String SUBMIT =
      """
      mutation($input: SubmitRunInput!) { submitRun(input: $input) {
        run { uid name pipeline priority parameters { name value } experiment { number }
          pipelineVersion { id number } }
        userErrors { code message } } }
      """;
  private static final String PIPELINE = "submitted in GraphQL";

  @Inject TestedFunction function;
  @Inject Pool pool;

  @BeforeEach
  void storeThePipeline() {
    given()
        .multiPart("pipeline", "pipeline.json", Live.ONE_STEP.getBytes(), "application/json")
        .multiPart("name", PIPELINE)
        .post("/api/v1/pipelines")
        .then()
        .statusCode(201);
  }

  private static Map<String, Object> input(String label) {
    return new HashMap<>(
        Map.of(
            "pipeline",
            PIPELINE,
            "parameters",
            List.of(Map.of("name", "rows", "value", "3")),
            "texts",
            List.of(Map.of("name", "label", "value", label))));
  }

  private static Map<String, Object> with(Map<String, Object> input, String key, Object value) {
    Map<String, Object> changed = new HashMap<>(input);
    changed.put(key, value);
    return changed;
  }

  private static JsonPath submit(Map<String, Object> input) {
    return send(SUBMIT, Map.of("input", input));
  }

  private static JsonPath started(Map<String, Object> input) {
    JsonPath answer = submit(input);
    noErrors(answer);
    assertThat(answer.getList("data.submitRun.userErrors")).as(answer.prettify()).isEmpty();
    answer.setRootPath("data.submitRun.run");
    return answer;
  }

  @Test
  void aRunOfTheNewestVersionStarts() {
    String experiment = Tracked.experiment("submitted " + UUID.randomUUID());
    Map<String, Object> input = with(input("newest"), "experiment", experiment);
    JsonPath run = started(with(with(input, "name", "mine"), "priority", 5));
    assertThat(run.getString("name")).isEqualTo("mine");
    assertThat(run.getInt("priority")).isEqualTo(5);
    assertThat(run.getString("experiment.number")).isEqualTo(experiment);
    assertThat(run.getInt("pipelineVersion.number")).isEqualTo(1);
    assertThat(run.getList("parameters.value")).containsExactlyInAnyOrder("3", "\"newest\"");
    Live.complete(function.called(run.getString("uid")));
    Live.awaitState(run.getString("uid"), "SUCCEEDED");
  }

  @Test
  void aVersionIsNamedByItsId() {
    String version = started(input("by version")).getString("pipelineVersion.id");
    Map<String, Object> input = with(input("of a version"), "version", version);
    input.remove("pipeline");
    JsonPath run = started(input);
    assertThat(run.getString("pipelineVersion.id")).isEqualTo(version);
    assertThat(run.getString("experiment.number")).isEqualTo("0");
  }

  @Test
  void aRepeatedRequestIsTheSameRun() {
    Map<String, Object> input =
        with(input("repeated"), "clientRequestId", UUID.randomUUID().toString());
    String first = started(input).getString("uid");
    assertThat(started(input).getString("uid")).isEqualTo(first);
    assertThat(code(submit(with(input, "name", "another")))).isEqualTo("CONFLICT");
    assertThat(details(first)).isEqualTo(1);
  }

  /** Of the run, and of runs that are not there. */
  private long details(String run) {
    return pool.preparedQuery(
            "SELECT count(*) FROM metadata.run_detail d WHERE d.run_id = $1 OR NOT EXISTS"
                + " (SELECT 1 FROM scheduling.run r WHERE r.id = d.run_id)")
        .execute(Tuple.of(UUID.fromString(run)))
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  void whatCannotRunIsRefused() {
    Map<String, Object> input = input("refused");
    Map<String, Object> both = with(input, "version", UUID.randomUUID().toString());
    assertThat(code(submit(both))).isEqualTo("BAD_INPUT");
    assertThat(code(submit(with(input, "pipeline", "none")))).isEqualTo("NOT_FOUND");
    assertThat(code(submit(with(input, "experiment", "987654321")))).isEqualTo("NOT_FOUND");
    assertThat(code(submit(with(input, "priority", 1001)))).isEqualTo("BAD_INPUT");
    assertThat(code(submit(with(input, "texts", List.of())))).isEqualTo("BAD_INPUT");
    List<Map<String, String>> many = List.of(Map.of("name", "rows", "value", "\"many\""));
    assertThat(code(submit(with(input, "parameters", many)))).isEqualTo("BAD_INPUT");
  }

  @Test
  void aTaskMayNotStartRuns() {
    for (String caller : List.of(TwoAttempts.MINE, TwoAttempts.FOREIGN)) {
      JsonPath answer = sendAs("Bearer " + caller, SUBMIT, Map.of("input", input("by a task")));
      assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }
  }
}
