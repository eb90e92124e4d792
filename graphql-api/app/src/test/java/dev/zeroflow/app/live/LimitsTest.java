package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static dev.zeroflow.app.live.Live.code;
import static dev.zeroflow.app.live.Live.noErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.scheduler.port.ConcurrencyLimits;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveProfile.class)
class LimitsTest {
  @Inject ConcurrencyLimits limits;

  @AfterEach
  void removeAll() {
    limits.list().keySet().forEach(limits::remove);
  }

  private static String set(String arguments) {
    return "mutation { answer: setConcurrencyLimit("
        + arguments
        + ") { limit { scope name slots } userErrors { code } } }";
  }

  private static String remove(String arguments) {
    return "mutation { answer: removeConcurrencyLimit("
        + arguments
        + ") { removed userErrors { code } } }";
  }

  private static List<Map<String, Object>> listed() {
    JsonPath answer = send("{ concurrencyLimits { scope name slots } }");
    noErrors(answer);
    return answer.getList("data.concurrencyLimits");
  }

  @Test
  void aLimitIsSetReplacedListedAndRemoved() {
    assertThat(listed()).isEmpty();
    for (String arguments :
        List.of(
            "scope: EVERYTHING, slots: 100",
            "scope: FUNCTION, name: \"tasks\", slots: 5",
            "scope: PROJECT, slots: 3",
            "scope: PROJECT, name: \"default\", slots: 0")) {
      noErrors(send(set(arguments)));
    }
    assertThat(listed())
        .containsExactly(
            Map.of("scope", "PROJECT", "name", "default", "slots", 0),
            Map.of("scope", "FUNCTION", "name", "tasks", "slots", 5),
            Map.of("scope", "EVERYTHING", "name", "", "slots", 100));
    for (boolean there : List.of(true, false)) {
      JsonPath removed = send(remove("scope: FUNCTION, name: \"tasks\""));
      noErrors(removed);
      assertThat(removed.getBoolean("data.answer.removed")).isEqualTo(there);
    }
    assertThat(listed()).hasSize(2);
  }

  @Test
  void theLimitOfAnotherProjectIsNeitherSeenNorChanged() {
    limits.set(new Limit(Scope.PROJECT, "another"), 1);
    assertThat(listed()).isEmpty();
    String foreign = "scope: PROJECT, name: \"another\"";
    assertThat(code(send(set(foreign + ", slots: 9")))).isEqualTo("FORBIDDEN");
    assertThat(code(send(remove(foreign)))).isEqualTo("FORBIDDEN");
    assertThat(limits.list()).containsExactly(Map.entry(new Limit(Scope.PROJECT, "another"), 1));
    JsonPath theirs =
        sendAs("Bearer " + TwoAttempts.FOREIGN, "{ concurrencyLimits { name } }", Map.of());
    assertThat(theirs.getList("data.concurrencyLimits.name")).containsExactly("another");
  }

  @Test
  void whatCannotBeALimitIsRefused() {
    Map<String, String> refused =
        Map.of(
            "scope: EVERYTHING, slots: -1", "BAD_INPUT",
            "scope: EVERYTHING, name: \"tasks\", slots: 1", "BAD_INPUT",
            "scope: FUNCTION, slots: 1", "BAD_INPUT",
            "scope: FUNCTION, name: \"taks\", slots: 1", "NOT_FOUND");
    refused.forEach(
        (arguments, code) -> assertThat(code(send(set(arguments)))).as(arguments).isEqualTo(code));
    assertThat(limits.list()).isEmpty();
  }

  @Test
  void aTaskMayNotChangeLimits() {
    for (String document :
        List.of(set("scope: EVERYTHING, slots: 1"), remove("scope: EVERYTHING"))) {
      var answer = sendAs("Bearer " + TwoAttempts.MINE, document, Map.of());
      assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }
    assertThat(limits.list()).isEmpty();
  }
}
