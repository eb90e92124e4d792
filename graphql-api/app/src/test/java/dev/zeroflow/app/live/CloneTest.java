package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.message;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static dev.zeroflow.app.live.Live.code;
import static dev.zeroflow.app.live.Live.noErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveProfile.class)
class CloneTest {
  @Inject TestedFunction function;

  private static String document(String arguments) {
    return "mutation($id: ID!) { cloneRun(id: $id"
        + arguments
        + ") { run { id } userErrors { code message } } }";
  }

  private static JsonPath ask(String run, String arguments) {
    return send(document(arguments), Map.of("id", run));
  }

  private static JsonPath cloned(String run, String arguments) {
    JsonPath answer = ask(run, arguments);
    noErrors(answer);
    return Live.run(answer.getString("data.cloneRun.run.id"));
  }

  @Test
  void aCloneIsANewRunOfTheSame() {
    String run =
        Live.id(
            Live.post(
                Live.submission(Live.ONE_STEP, Live.parameters(3, "original"))
                    .multiPart("name", "a name")
                    .multiPart("priority", "5")));
    JsonPath original = Live.run(run);
    JsonPath clone = cloned(run, "");
    assertThat(clone.getString("id")).isNotEqualTo(run);
    assertThat(clone.getString("name")).isEqualTo("a name");
    assertThat(clone.getString("pipeline")).isEqualTo("one-step");
    assertThat(clone.getInt("priority")).isEqualTo(5);
    assertThat(clone.getList("parameters")).isEqualTo(original.getList("parameters"));
    assertThat(clone.getString("trigger.kind")).isEqualTo("MANUAL");
    assertThat(clone.getString("trigger.detail")).isEqualTo("clone of " + run);
    function.called(clone.getString("id"));
  }

  @Test
  void aCloneTakesOtherParametersAsJsonOrAsText() {
    String run = Live.submit("to be changed");
    JsonPath clone =
        cloned(
            run,
            ", parameters: [{name: \"rows\", value: \"8\"}], texts: [{name: \"label\", value:"
                + " \"9\"}], name: \"mine\", priority: -3, caching: false");
    assertThat(clone.getList("parameters"))
        .containsExactlyInAnyOrder(
            Map.of("name", "rows", "value", "8"), Map.of("name", "label", "value", "\"9\""));
    assertThat(clone.getString("name")).isEqualTo("mine");
    assertThat(clone.getInt("priority")).isEqualTo(-3);
  }

  @Test
  void aCloneThatMayNotTakeOverOutputsIsExecuted() {
    String run = Live.submit("executed twice");
    Live.complete(function.called(run));
    Live.awaitState(run, "SUCCEEDED");
    String clone = cloned(run, ", caching: false").getString("id");
    Live.complete(function.called(clone));
    Live.awaitState(clone, "SUCCEEDED");
    String cached = cloned(run, "").getString("id");
    Live.awaitState(cached, "SUCCEEDED");
    assertThat(function.isCalled(cached)).isFalse();
  }

  @Test
  void badInputIsRefusedByName() {
    String run = Live.submit("refused");
    Map<String, String> refused =
        Map.of(
            "parameters: [{name: \"rows\", value: \"many\"}]", "rows",
            "parameters: [{name: \"rows\", value: \"\\\"many\\\"\"}]", "rows",
            "texts: [{name: \"rows\", value: \"many\"}]", "rows",
            "parameters: [{name: \"cols\", value: \"1\"}]", "cols",
            "texts: [{name: \"a\", value: \"1\"}, {name: \"a\", value: \"2\"}]", "twice",
            "priority: 1001", "priority",
            "parameters: [{name: \"rows\", value: \"1 2\"}]", "not JSON");
    refused.forEach(
        (arguments, told) -> {
          JsonPath answer = ask(run, ", " + arguments);
          assertThat(code(answer)).as(arguments).isEqualTo("BAD_INPUT");
          assertThat(message(answer)).contains(told);
        });
    assertThat(code(ask("no-id", ""))).isEqualTo("BAD_INPUT");
    assertThat(code(ask(UUID.randomUUID().toString(), ""))).isEqualTo("NOT_FOUND");
  }

  @Test
  void aTaskMayNotStartRuns() {
    String run = Live.submit("cloned by a task");
    for (String caller : List.of(TwoAttempts.MINE, TwoAttempts.FOREIGN)) {
      var answer = sendAs("Bearer " + caller, document(""), Map.of("id", run));
      assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }
  }
}
