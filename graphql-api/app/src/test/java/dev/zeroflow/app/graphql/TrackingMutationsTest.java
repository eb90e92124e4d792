package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mutations of experiments and of what clients log to runs. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class TrackingMutationsTest {
  private static final String EXPERIMENT =
      "{ experiment { id number name deleted tags { key value } } userErrors { code field message }"
          + " }";
  private static final String RUN =
      "{ trackingRun { id name state finishedAt deleted tags { key value } parameters { name value"
          + " } } userErrors { code message } }";

  private final String name = "changed " + UUID.randomUUID();
  private final String request = UUID.randomUUID().toString();

  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
  }

  private static JsonPath mutate(String mutation, Object... input) {
    JsonPath answer = done(document(mutation), variables(input));
    answer.setRootPath("data.answer");
    return answer;
  }

  private static String document(String mutation) {
    String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    String fields = mutation.contains("Experiment") ? EXPERIMENT : RUN;
    return "mutation($input: %s!) { answer: %s(input: $input) %s }"
        .formatted(type, mutation, fields);
  }

  private static Map<String, Object> variables(Object... input) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < input.length; i += 2) {
      fields.put((String) input[i], input[i + 1]);
    }
    return Map.of("input", fields);
  }

  private static JsonPath byId(String mutation, String id) {
    String fields = mutation.contains("Experiment") ? EXPERIMENT : RUN;
    JsonPath answer =
        done(
            "mutation($id: ID!) { answer: %s(id: $id) %s }".formatted(mutation, fields),
            Map.of("id", id));
    answer.setRootPath("data.answer");
    return answer;
  }

  private static String refusal(JsonPath answer) {
    assertThat(answer.<Object>get("experiment")).isNull();
    assertThat(answer.<Object>get("trackingRun")).isNull();
    return answer.getString("userErrors[0].code");
  }

  private static List<Map<String, String>> tags(Object... keysAndValues) {
    return IntStream.range(0, keysAndValues.length / 2)
        .mapToObj(
            i ->
                Map.of(
                    "key",
                    (String) keysAndValues[2 * i],
                    "value",
                    (String) keysAndValues[2 * i + 1]))
        .toList();
  }

  private String experiment() {
    return mutate("createExperiment", "name", name).getString("experiment.id");
  }

  private String run() {
    return mutate("createTrackingRun", "experiment", experiment(), "name", "one")
        .getString("trackingRun.id");
  }

  @Test
  void anExperimentIsMadeOnceForOneRequest() {
    Object[] input = {"name", name, "tags", tags("team", "risk"), "clientRequestId", request};
    JsonPath first = mutate("createExperiment", input);
    assertThat(first.getList("experiment.tags")).isEqualTo(tags("team", "risk"));
    assertThat(mutate("createExperiment", input).getString("experiment.id"))
        .isEqualTo(first.getString("experiment.id"));
    assertThat(refusal(mutate("createExperiment", "name", name))).isEqualTo("CONFLICT");
    assertThat(refusal(mutate("createExperiment", "name", ""))).isEqualTo("BAD_INPUT");
    assertThat(refusal(mutate("createExperiment", "name", name + 2, "tags", tags("/", "x"))))
        .isEqualTo("BAD_INPUT");
  }

  @Test
  void anExperimentIsChangedAsAWholeOrNotAtAll() {
    mutate("createExperiment", "name", name + " taken");
    String id =
        mutate("createExperiment", "name", name, "tags", tags("a", "1", "b", "2"))
            .getString("experiment.id");
    Object[] conflict = {"experiment", id, "name", name + " taken", "tags", tags("c", "3")};
    assertThat(refusal(mutate("updateExperiment", conflict))).isEqualTo("CONFLICT");
    JsonPath changed =
        mutate(
            "updateExperiment",
            "experiment",
            id,
            "name",
            name + " new",
            "tags",
            tags("b", "3"),
            "removeTags",
            List.of("a", "none"));
    assertThat(changed.getString("experiment.name")).isEqualTo(name + " new");
    assertThat(changed.getList("experiment.tags")).isEqualTo(tags("b", "3"));
    JsonPath byNumber =
        mutate("updateExperiment", "experiment", changed.getString("experiment.number"));
    assertThat(byNumber.getString("experiment.name")).isEqualTo(name + " new");
  }

  @Test
  void anExperimentIsPutAwayWithItsRunsAndTakenBack() {
    String run = run();
    String id =
        done("query($id: ID!) { trackingRun(id: $id) { experiment { id } } }", Map.of("id", run))
            .getString("data.trackingRun.experiment.id");
    for (int i = 0; i < 2; i++) {
      assertThat(byId("deleteExperiment", id).getBoolean("experiment.deleted")).isTrue();
    }
    assertThat(refusal(mutate("updateExperiment", "experiment", id, "name", "x")))
        .isEqualTo("CONFLICT");
    assertThat(refusal(mutate("createTrackingRun", "experiment", id, "name", "x")))
        .isEqualTo("CONFLICT");
    String deleted = "query($id: ID!) { trackingRun(id: $id) { deleted } }";
    assertThat(done(deleted, Map.of("id", run)).getBoolean("data.trackingRun.deleted")).isTrue();
    assertThat(byId("restoreExperiment", id).getBoolean("experiment.deleted")).isFalse();
    assertThat(done(deleted, Map.of("id", run)).getBoolean("data.trackingRun.deleted")).isFalse();
    assertThat(refusal(byId("deleteExperiment", "0"))).isEqualTo("CONFLICT");
    assertThat(refusal(byId("deleteExperiment", "987654321"))).isEqualTo("NOT_FOUND");
  }

  @Test
  void aRunIsBegunOnceForOneRequest() {
    Object[] input = {
      "experiment",
      experiment(),
      "name",
      "one",
      "clientRequestId",
      request,
      "tags",
      tags("team", "risk"),
      "parameters",
      List.of(Map.of("name", "depth", "value", "3"))
    };
    JsonPath first = mutate("createTrackingRun", input);
    assertThat(first.getString("trackingRun.state")).isEqualTo("RUNNING");
    assertThat(first.getList("trackingRun.tags"))
        .isEqualTo(tags("mlflow.runName", "one", "team", "risk"));
    assertThat(first.getList("trackingRun.parameters"))
        .containsExactly(Map.of("name", "depth", "value", "3"));
    assertThat(mutate("createTrackingRun", input).getString("trackingRun.id"))
        .isEqualTo(first.getString("trackingRun.id"));
    assertThat(refusal(mutate("createTrackingRun", "experiment", "x", "name", "x")))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void aRunEndsAndGetsAnotherName() {
    String run = run();
    JsonPath ended = mutate("updateTrackingRun", "run", run, "name", "two", "state", "FAILED");
    assertThat(ended.getString("trackingRun.name")).isEqualTo("two");
    assertThat(ended.getString("trackingRun.state")).isEqualTo("FAILED");
    assertThat(ended.getString("trackingRun.finishedAt")).isNotNull();
    assertThat(ended.getList("trackingRun.tags")).isEqualTo(tags("mlflow.runName", "two"));
    for (String state : List.of("PAUSED", "SKIPPED", "CANCELING")) {
      assertThat(refusal(mutate("updateTrackingRun", "run", run, "state", state)))
          .isEqualTo("BAD_INPUT");
    }
    assertThat(refusal(mutate("updateTrackingRun", "run", run, "name", ""))).isEqualTo("BAD_INPUT");
  }

  @Test
  void tagsOfARunAreSetAndRemoved() {
    String run = run();
    JsonPath set = mutate("setRunTags", "run", run, "tags", tags("a", "1", "mlflow.runName", "x"));
    assertThat(set.getString("trackingRun.name")).isEqualTo("x");
    JsonPath removed = mutate("deleteRunTags", "run", run, "keys", List.of("a", "none"));
    assertThat(removed.getList("trackingRun.tags")).isEqualTo(tags("mlflow.runName", "x"));
    Object[] bad = {"run", run, "tags", tags("b", "1", "..", "2")};
    assertThat(refusal(mutate("setRunTags", bad))).isEqualTo("BAD_INPUT");
    assertThat(mutate("setRunTags", "run", run, "tags", List.of()).getList("trackingRun.tags.key"))
        .containsExactly("mlflow.runName");
  }

  @Test
  void aRunIsPutAwayAndTakenBack() {
    String run = run();
    assertThat(byId("deleteTrackingRun", run).getBoolean("trackingRun.deleted")).isTrue();
    assertThat(refusal(mutate("setRunTags", "run", run, "tags", tags("a", "1"))))
        .isEqualTo("BAD_INPUT");
    assertThat(byId("restoreTrackingRun", run).getBoolean("trackingRun.deleted")).isFalse();
    assertThat(refusal(byId("deleteTrackingRun", UUID.randomUUID().toString())))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void whatBelongsToAnotherProjectIsNotThere() {
    String run = run();
    String experiment =
        mutate("createExperiment", "name", name + " mine").getString("experiment.id");
    String foreign = "Bearer " + TwoAttempts.FOREIGN;
    Map<String, Object[]> inputs =
        Map.of(
            "updateExperiment", new Object[] {"experiment", experiment, "name", "stolen"},
            "createTrackingRun", new Object[] {"experiment", experiment, "name", "stolen"},
            "updateTrackingRun", new Object[] {"run", run, "name", "stolen"},
            "setRunTags", new Object[] {"run", run, "tags", tags("a", "1")},
            "deleteRunTags", new Object[] {"run", run, "keys", List.of("mlflow.runName")});
    inputs.forEach(
        (mutation, input) -> {
          JsonPath answer = sendAs(foreign, document(mutation), variables(input));
          noErrors(answer);
          answer.setRootPath("data.answer");
          assertThat(refusal(answer)).as(mutation).isEqualTo("NOT_FOUND");
        });
    for (String mutation :
        List.of(
            "deleteExperiment", "restoreExperiment", "deleteTrackingRun", "restoreTrackingRun")) {
      String document =
          "mutation { %s(id: \"%s\") { userErrors { code } } }".formatted(mutation, run);
      assertThat(code(sendAs("Bearer " + TwoAttempts.MINE, document, Map.of())))
          .as(mutation + " by a task")
          .isEqualTo("FORBIDDEN");
    }
  }
}
