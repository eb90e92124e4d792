package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sink that is away, comes, is killed and comes again gets what happened meanwhile. */
@QuarkusTest
@TestProfile(LineageProfile.class)
class LineageEmissionTest {
  @Inject TestedFunction function;

  @ConfigProperty(name = "zeroflow.openlineage.url")
  String url;

  private final List<JsonPath> events = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer sink;

  private void startSink() throws IOException {
    int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    sink.createContext("/api/v1/lineage", this::take);
    sink.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    events.add(JsonPath.from(body));
    exchange.sendResponseHeaders(201, -1);
    exchange.close();
  }

  @AfterEach
  void stopSink() {
    if (sink != null) {
      sink.stop(0);
      sink = null;
    }
  }

  /** Types of events of a run and of its tasks. */
  private List<String> told(String run) {
    return events.stream()
        .filter(
            it ->
                run.equals(it.getString("run.runId"))
                    || run.equals(it.getString("run.facets.parent.run.runId")))
        .map(it -> it.getString("job.name") + " " + it.getString("eventType"))
        .toList();
  }

  private void awaitEnd(String run, String last) {
    Live.until("the sink is told of the end of " + run, () -> told(run).contains(last));
  }

  @Test
  void aSinkGetsWhatHappenedWhileItWasAway() throws IOException {
    String early = Live.submit("before the sink");
    Live.complete(function.called(early));
    Live.awaitState(early, "SUCCEEDED");

    startSink();
    awaitEnd(early, "one-step COMPLETE");
    assertThat(told(early))
        .containsExactly(
            "one-step START", "one-step.step START", "one-step.step COMPLETE", "one-step COMPLETE");

    stopSink();
    String late = Live.submit("while it was away");
    Live.fail(function.called(late));
    Live.awaitState(late, "FAILED");
    String held = Live.submit("held");
    var call = function.called(held);

    startSink();
    awaitEnd(late, "one-step FAIL");
    assertThat(told(late)).contains("one-step.step FAIL");
    assertThat(told(held)).isEmpty();
    Live.complete(call);
    awaitEnd(held, "one-step COMPLETE");
    assertThat(keys).containsOnly("Bearer sink key");
  }

  @Test
  void eventsOfOthersNeedTheKeyIfThereIsOne() {
    String event =
        "{\"eventTime\": \"2026-01-02T03:04:05Z\", \"job\": {\"namespace\": \"n\", \"name\": \"j\"}}";
    for (String key : new String[] {"Bearer other", "Basic ingest key", "Bearer "}) {
      assertThat(
              given()
                  .header("Authorization", key)
                  .contentType("application/json")
                  .body(event)
                  .post("/api/v1/lineage")
                  .statusCode())
          .as(key)
          .isEqualTo(401);
    }
    assertThat(
            given()
                .contentType("application/json")
                .body(event)
                .post("/api/v1/lineage")
                .statusCode())
        .isEqualTo(401);
    assertThat(
            given()
                .header("Authorization", "Bearer ingest key")
                .contentType("application/json")
                .body(event)
                .post("/api/v1/lineage")
                .statusCode())
        .isEqualTo(201);
  }
}
