package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.contract.TaskInvocation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions of a real client, while a run works and ends. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class SubscriptionsTest {
  private static final String EVENTS =
      "subscription { runEvents(runId: \"%s\" %s) { cursor taskId state } }";
  private static final String LOG =
      "subscription { runLog(runId: \"%s\" %s) { cursor lines { taskId text } } }";

  private static final String METRICS =
      "subscription { metricPoints(runId: \"%s\", keys: [\"loss\"] %s) { cursor key steps values } }";

  @Inject TestedFunction function;

  private static void write(TaskInvocation call, String... texts) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(Map.of("time", "2026-01-01T00:00:01Z", "stream", "stdout", "text", text));
    }
    given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + call.attemptToken())
        .body(lines)
        .post("/internal/v1/logs")
        .then()
        .statusCode(204);
  }

  /** The changes until the end. */
  private static List<JsonObject> events(Socket socket, String id) {
    List<JsonObject> events = new ArrayList<>();
    while (true) {
      JsonObject message = socket.next();
      if (message.getString("type").equals("complete")) {
        return events;
      }
      JsonObject data = message.getJsonObject("payload").getJsonObject("data");
      events.add(data.getJsonObject("runEvents"));
    }
  }

  @Test
  void theChangesOfARunComeUntilItEndsAndAgainFromAnyPlace() {
    String run = Live.submit("events");
    TaskInvocation call = function.called(run);
    try (Socket socket = new Socket(Map.of())) {
      socket.subscribe("1", EVENTS.formatted(run, ""));
      JsonObject first = socket.data("1", "runEvents");
      Live.complete(call);
      List<JsonObject> rest = events(socket, "1");
      JsonObject last = rest.getLast();
      assertThat(last.getString("taskId")).isNull();
      assertThat(last.getString("state")).isEqualTo("SUCCEEDED");
      assertThat(rest).anyMatch(it -> "step".equals(it.getString("taskId")));
      socket.subscribe(
          "2", EVENTS.formatted(run, ", after: \"" + first.getString("cursor") + "\""));
      assertThat(events(socket, "2")).isEqualTo(rest);
    }
  }

  @Test
  void linesComeInPartsUntilTheRunEnds() {
    String run = Live.submit("lines");
    TaskInvocation call = function.called(run);
    try (Socket socket = new Socket(Map.of())) {
      socket.subscribe("1", LOG.formatted(run, ""));
      // So few that they stay in the database: these tests have no object store.
      write(call, IntStream.range(0, 120).mapToObj(i -> "line " + i).toArray(String[]::new));
      JsonObject first = socket.data("1", "runLog");
      assertThat(first.getJsonArray("lines")).hasSize(100);
      JsonObject second = socket.data("1", "runLog");
      assertThat(second.getJsonArray("lines")).hasSize(20);
      String after = ", after: \"" + first.getString("cursor") + "\"";
      socket.subscribe("2", LOG.formatted(run, after));
      assertThat(socket.data("2", "runLog")).isEqualTo(second);
      socket.complete("2");
      Live.complete(call);
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }

  private static String mlflow(String path, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then()
        .statusCode(200)
        .extract()
        .path("run.info.run_id");
  }

  private static void log(String run, double value, int step) {
    mlflow(
        "runs/log-metric",
        "{\"run_id\": \"%s\", \"key\": \"loss\", \"value\": %s, \"timestamp\": 1, \"step\": %d}"
            .formatted(run, value, step));
  }

  @Test
  void metricsComeWhileTheyAreLoggedUntilTheRunEnds() {
    String run = mlflow("runs/create", "{\"experiment_id\": \"0\"}");
    log(run, 0.5, 1);
    try (Socket socket = new Socket(Map.of())) {
      socket.subscribe("1", METRICS.formatted(run, ""));
      JsonObject first = socket.data("1", "metricPoints");
      assertThat(first.getJsonArray("values")).containsExactly(0.5);
      log(run, 0.25, 2);
      JsonObject second = socket.data("1", "metricPoints");
      assertThat(second.getJsonArray("steps")).containsExactly(2);
      socket.subscribe(
          "2", METRICS.formatted(run, ", after: \"" + first.getString("cursor") + "\""));
      assertThat(socket.data("2", "metricPoints")).isEqualTo(second);
      socket.complete("2");
      mlflow("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\"}".formatted(run));
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
    try (Socket foreign = new Socket(Map.of("Authorization", "Bearer " + TwoAttempts.FOREIGN))) {
      foreign.subscribe("1", METRICS.formatted(run, ""));
      assertThat(foreign.refusal()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void nobodyFollowsWhatIsNotTheirs() {
    String run = Live.submit("mine");
    TaskInvocation call = function.called(run);
    try (Socket socket = new Socket(Map.of())) {
      socket.subscribe("1", EVENTS.formatted(UUID.randomUUID(), ""));
      assertThat(socket.refusal()).isEqualTo("NOT_FOUND");
    }
    try (Socket foreign = new Socket(Map.of("Authorization", "Bearer " + TwoAttempts.FOREIGN))) {
      foreign.subscribe("1", EVENTS.formatted(run, ""));
      assertThat(foreign.refusal()).isEqualTo("NOT_FOUND");
    }
    try (Socket task = new Socket(Map.of("Authorization", "Bearer " + TwoAttempts.MINE))) {
      task.subscribe("1", LOG.formatted(run, ""));
      assertThat(task.refusal()).isEqualTo("FORBIDDEN");
    }
    try (Socket unknown = new Socket(Map.of("Authorization", "Bearer nobody"))) {
      unknown.subscribe("1", EVENTS.formatted(run, ""));
      assertThat(unknown.refusal()).isEqualTo("UNAUTHENTICATED");
    }
    assertThatThrownBy(() -> new Socket(Map.of("Origin", "https://elsewhere.example")))
        .hasStackTraceContaining("403");
    Live.complete(call);
  }

  @Test
  void subscriptionsOfAConnectionAreCountedUntilTheyEnd() {
    String run = Live.submit("many");
    TaskInvocation call = function.called(run);
    try (Socket socket = new Socket(Map.of())) {
      for (int i = 0; i < 20; i++) {
        socket.subscribe("s" + i, LOG.formatted(run, ""));
      }
      socket.subscribe("more", LOG.formatted(run, ""));
      assertThat(socket.refusal()).isEqualTo("CONFLICT");
      assertThat(socket.next().getString("type")).isEqualTo("complete");
      socket.complete("s0");
    }
    // A connection that is gone leaves nothing behind.
    Live.complete(call);
    try (Socket socket = new Socket(Map.of())) {
      socket.subscribe("1", LOG.formatted(run, ""));
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }
}
