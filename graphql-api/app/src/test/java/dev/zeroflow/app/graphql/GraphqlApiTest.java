package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all of the GraphQL API has in common: callers, errors and limits. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class GraphqlApiTest {
  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
  }

  @Test
  void manyFieldsOfOneRequestDoNotDisturbEachOther() {
    String document =
        "{ a: runs { nodes { ...T } } b: runs { nodes { ...T } }"
            + " c: registeredModels { nodes { name } } d: triggers { nodes { name } }"
            + " e: inferenceServices { nodes { name } } f: functions { nodes { name } } }"
            + " fragment T on PipelineRun { tasks { path } }";
    for (int i = 0; i < 50; i++) {
      noErrors(send(document));
    }
  }

  @Test
  void functionsAreDescribedWithoutBlockingAnEventLoop() {
    var answer =
        send(
            "{ functions { nodes { name kind state replicas reason since lastColdStartMillis } }"
                + " }");
    noErrors(answer);
    assertThat(answer.getString("data.functions.nodes[0].state")).isEqualTo("ZERO");
    assertThat(answer.getDouble("data.functions.nodes[0].lastColdStartMillis")).isEqualTo(1500);
  }

  @Test
  void anUnknownTokenIsNeverTheLocalUser() {
    for (String authorization : List.of("Bearer unknown", "Bearer ", "Basic dXNlcjpwYXNz")) {
      for (String document :
          List.of("{ runs { nodes { id } } }", "{ functions { nodes { name } } }")) {
        var answer = sendAs(authorization, document, Map.of());
        assertThat(code(answer)).as(authorization).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.<Object>get("data.runs")).isNull();
      }
    }
  }

  @Test
  void aDefectHasACodeAndKeepsItsDetailsToTheLog() {
    for (String document :
        List.of("{ runs { nodes { id } } }", "{ functions { nodes { name } } }")) {
      var answer = sendAs("Bearer " + TwoAttempts.BROKEN, document, Map.of());
      assertThat(code(answer)).isEqualTo("INTERNAL");
      assertThat(answer.prettify()).doesNotContain("10.0.0.1");
    }
  }

  @Test
  void queriesThatAreTooDeepOrTooWideAreRefused() {
    String deep = "{ __schema { types { fields { type " + "{ ofType ".repeat(15) + "{ name }";
    var answer = send(deep + " }".repeat(19));
    assertThat(answer.getString("errors[0].message")).containsIgnoringCase("depth");
    StringBuilder wide = new StringBuilder("{ ");
    for (int i = 0; i < 401; i++) {
      wide.append("a").append(i).append(": triggers { nodes { name } } ");
    }
    assertThat(send(wide.append('}').toString()).getString("errors[0].message"))
        .containsIgnoringCase("complexity");
  }

  @Test
  void queriesWithManyAliasesAreRefused() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      fields.append("a").append(i).append(": triggers { nodes { name } } ");
    }
    noErrors(send("{ " + fields + "}"));
    // Fragments and other operations count too, used or not.
    var answer =
        send(
            "query Q { ...F } fragment F on Query { "
                + fields
                + "one: triggers { nodes { name } } }");
    assertThat(answer.getString("errors[0].message")).contains("at most 30 aliases");
  }

  @Test
  void requestsThatAreTooLongAreRefused() {
    String padding = "#".repeat(1 << 20);
    var answer =
        given()
            .contentType("application/json")
            .body(Map.of("query", "{ triggers { nodes { name } } } " + padding))
            .post("/graphql");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("error.code")).isEqualTo("TOO_LARGE");
  }
}
