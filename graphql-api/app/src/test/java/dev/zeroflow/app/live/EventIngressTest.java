package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events over HTTP, and the answers that senders and brokers get. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class EventIngressTest {
  private static final String CREATED = "dev.zeroflow.object.created";

  private final String prefix = UUID.randomUUID() + "/";

  @BeforeEach
  void watch() {
    given()
        .multiPart("pipeline", "p.json", Live.ONE_STEP.getBytes(), "application/json")
        .post("/api/v1/pipelines")
        .then()
        .statusCode(201);
    Map<String, Object> trigger =
        Map.of(
            "name",
            "t-" + UUID.randomUUID(),
            "bucket",
            "datasets",
            "prefix",
            prefix,
            "pipeline",
            "one-step",
            "parameters",
            List.of(
                Map.of("name", "rows", "value", "3"), Map.of("name", "label", "value", "{key}")));
    done(
        "mutation($input: CreateTriggerInput!) { createTrigger(input: $input) { trigger { name } } }",
        Map.of("input", trigger));
  }

  private static RequestSpecification sender() {
    return given().header("Authorization", "Bearer events");
  }

  private RequestSpecification binary(String id) {
    return sender()
        .header("ce-specversion", "1.0")
        .header("ce-id", id)
        .header("ce-source", "test")
        .header("ce-type", CREATED)
        .header("ce-bucket", "datasets")
        .header("ce-subject", prefix + "a.csv");
  }

  private String structured(String id) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "test", "type": "%s", "bucket": "datasets",
     "subject": "%sa.csv"}
    """
        .formatted(id, CREATED, prefix);
  }

  private int runs() {
    List<String> details =
        done(
                "{ runs(filter: {kinds: [PIPELINE]}, first: 100) { nodes { ... on PipelineRun { trigger { detail } } } } }",
                Map.of())
            .getList("data.runs.nodes.trigger.detail");
    return (int) details.stream().filter(it -> it != null && it.contains(prefix)).count();
  }

  private static void taken(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
    assertThat(answer.asString()).isEmpty();
  }

  @Test
  void anEventStartsOneRunInWhicheverModeAndHoweverOftenItComes() {
    taken(binary("once").post("/api/v1/events"));
    taken(binary("once").post("/api/v1/events"));
    taken(
        sender()
            .contentType("application/cloudevents+json")
            .body(structured("once"))
            .post("/api/v1/events"));
    taken(
        sender()
            .contentType("application/cloudevents-batch+json")
            .body("[" + structured("once") + "]")
            .post("/api/v1/events"));
    assertThat(runs()).isEqualTo(1);
    taken(binary("twice").post("/api/v1/events"));
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  void whatTellsOfNoObjectIsTakenAndDropped() {
    taken(
        sender()
            .header("ce-specversion", "1.0")
            .header("ce-id", "1")
            .header("ce-source", "/apis/v1/namespaces/default/pingsources/tick")
            .header("ce-type", "dev.knative.sources.ping")
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/events"));
  }

  @Test
  void whatWillNeverBeRightIsRefusedWithAStatusThatIsNotSentAgain() {
    assertThat(sender().body("{").post("/api/v1/events").statusCode()).isEqualTo(400);
    assertThat(sender().post("/api/v1/events").statusCode()).isEqualTo(400);
    assertThat(given().body("{}").post("/api/v1/events").statusCode()).isEqualTo(401);
    assertThat(sender().body(new byte[(1 << 20) + 1]).post("/api/v1/events").statusCode())
        .isEqualTo(400);
    Response elsewhere =
        binary("elsewhere").header("Zeroflow-Project", "nowhere").post("/api/v1/events");
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    assertThat(runs()).isZero();
  }

  @Test
  void aProjectThatIsNamedIsTheOnlyOneThatHears() {
    taken(binary("named").header("Zeroflow-Project", "default").post("/api/v1/events"));
    assertThat(runs()).isEqualTo(1);
  }
}
