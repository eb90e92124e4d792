package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.message;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Triggers in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class TriggerApiTest {
  private static final String MINE = "Bearer " + TwoAttempts.MINE;

  private static final String CREATE_TRIGGER =
      """
      mutation($input: CreateTriggerInput!) {
        createTrigger(input: $input) {
          trigger { name bucket prefix suffix pipeline enabled parameters { name value } }
          userErrors { code message }
        }
      }
      """;

  @Test
  void creatingATriggerAgainReplacesIt() {
    noErrors(send(CREATE_TRIGGER, Map.of("input", trigger("{key}"))));
    var again = send(CREATE_TRIGGER, Map.of("input", trigger("{uri}")));
    noErrors(again);
    assertThat(again.getString("data.createTrigger.trigger.prefix")).isEmpty();
    var all = send("{ triggers { nodes { name parameters { name value } } } }");
    assertThat(all.getList("data.triggers.nodes.name")).containsOnlyOnce("on-upload");
    assertThat(
            all.getString(
                "data.triggers.nodes.find { it.name == 'on-upload' }.parameters[0].value"))
        .isEqualTo("{uri}");
  }

  @Test
  void anUnknownPlaceholderIsRefusedWithItsName() {
    var answer = send(CREATE_TRIGGER, Map.of("input", trigger("{file}")));
    assertThat(code(answer)).isEqualTo("BAD_INPUT");
    assertThat(message(answer)).contains("{file}");
  }

  @Test
  void aTaskMayNotCreateTriggers() {
    assertThat(code(sendAs(MINE, CREATE_TRIGGER, Map.of("input", trigger("{key}")))))
        .isEqualTo("FORBIDDEN");
  }

  private static Map<String, Object> trigger(String template) {
    return Map.of(
        "name",
        "on-upload",
        "bucket",
        "incoming",
        "suffix",
        ".csv",
        "pipeline",
        "digits",
        "parameters",
        List.of(Map.of("name", "data", "value", template)));
  }
}
