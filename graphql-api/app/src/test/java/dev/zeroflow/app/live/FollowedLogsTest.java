package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.contract.TaskInvocation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The log of a run, while its step writes it. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class FollowedLogsTest {
  @Inject TestedFunction function;

  private static Response ask(String run, String after, int seconds) {
    return given()
        .queryParam("after", after)
        .queryParam("wait_seconds", seconds)
        .get("/api/v1/runs/" + run + "/logs/next");
  }

  private static JsonPath next(String run, String after, int seconds) {
    Response answer = ask(run, after, seconds);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static void write(TaskInvocation call, String time, String text) {
    given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + call.attemptToken())
        .body(List.of(Map.of("time", time, "stream", "stdout", "text", text)))
        .post("/internal/v1/logs")
        .then()
        .statusCode(204);
  }

  @Test
  void linesComeAsTheyAreWrittenUntilTheRunEnds() {
    String run = Live.submit("followed");
    TaskInvocation call = function.called(run);
    assertThat(next(run, "", 0).getList("lines")).isEmpty();
    assertThat(next(run, "", 0).getBoolean("ended")).isFalse();
    var waiting = CompletableFuture.supplyAsync(() -> next(run, "", 20));
    write(call, "2026-01-01T00:00:01Z", "first");
    JsonPath first = waiting.join();
    assertThat(first.getList("lines"))
        .containsExactly(
            Map.of("time", "2026-01-01T00:00:01Z", "task", "step", "attempt", 1, "text", "first"));
    assertThat(first.getBoolean("ended")).isFalse();
    write(call, "2026-01-01T00:00:00Z", "second");
    Live.complete(call);
    Live.awaitState(run, "SUCCEEDED");
    JsonPath second = next(run, first.getString("after"), 20);
    assertThat(second.getList("lines.text")).containsExactly("second");
    JsonPath end = next(run, second.getString("after"), 20);
    assertThat(end.getList("lines")).isEmpty();
    assertThat(end.getBoolean("ended")).isTrue();
    assertThat(next(run, "", 20).getList("lines.text")).containsExactly("first", "second");
  }

  @Test
  void nobodyFollowsWhatIsNotTheirs() {
    String run = UUID.randomUUID().toString();
    assertThat(ask(run, "", 0).statusCode()).isEqualTo(404);
    assertThat(ask("no-id", "", 0).statusCode()).isEqualTo(404);
    assertThat(ask(run, "nowhere", 0).statusCode()).isEqualTo(400);
    Response task =
        given()
            .header("Authorization", "Bearer " + TwoAttempts.MINE)
            .get("/api/v1/runs/" + run + "/logs/next");
    assertThat(task.statusCode()).isEqualTo(403);
  }
}
