package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.engine.AttemptRef;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is let in where an access token is configured. */
@QuarkusTest
@TestProfile(AccessTokenProfile.class)
class AccessTokenTest {
  private static final List<String> PATHS =
      List.of(
          "/graphql",
          "/q/graphql-ui",
          "/api/v1/runs",
          "/v2/models",
          "/apis/v2beta1/healthz",
          "/api/2.0/mlflow/experiments/search",
          "/internal/v1/uploads",
          "/nowhere");

  @Inject AttemptTokens tokens;

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static int graphql(RequestSpecification request) {
    return request
        .contentType("application/json")
        .body(Map.of("query", "{ triggers { nodes { name } } }"))
        .post("/graphql")
        .statusCode();
  }

  @Test
  void nobodyIsLetInWithoutTheToken() {
    for (String path : PATHS) {
      for (String method : List.of("GET", "POST")) {
        assertThat(given().request(method, path).statusCode()).as(path).isEqualTo(401);
        assertThat(bearer("another").request(method, path).statusCode()).as(path).isEqualTo(401);
      }
    }
  }

  @Test
  void pathsThatAreWrittenInAnotherWayAreNoWayAround() {
    for (String path :
        List.of(
            "/q/health/..;/../graphql",
            "/q/health/ready/../../../graphql",
            "//graphql",
            "/q/health;/graphql",
            "/api/v1/events/../runs",
            "/q/health/%2e%2e/graphql")) {
      assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void whoeverShowsItIsAUser() {
    var request = bearer(AccessTokenProfile.TOKEN).header("Host", "zeroflow.example");
    assertThat(graphql(request)).isEqualTo(200);
    assertThat(bearer(AccessTokenProfile.TOKEN).get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void healthIsOpen() {
    for (String path : List.of("/q/health/live", "/q/health/started")) {
      assertThat(given().get(path).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sendersOfEventsShowTheirOwn() {
    assertThat(given().post("/api/v1/events").statusCode()).isEqualTo(401);
    assertThat(bearer("events").body("{\"Records\": []}").post("/api/v1/events").statusCode())
        .isEqualTo(204);
  }

  @Test
  void attemptsPassAsWhatTheyAre() {
    String token = tokens.token(new AttemptRef("default", UUID.randomUUID(), "train", 1));
    // Nobody knows the attempt, and it is no user.
    var upload = Map.of("output", "o", "size", 1, "digest", "sha256:" + "0".repeat(64));
    int status =
        bearer(token)
            .contentType("application/json")
            .body(upload)
            .post("/internal/v1/uploads")
            .statusCode();
    assertThat(status).isIn(401, 404, 409);
    assertThat(bearer(token + "x").get("/internal/v1/uploads").statusCode()).isEqualTo(401);
  }
}
