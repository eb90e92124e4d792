package dev.zeroflow.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.DownloadRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Attempts that ask for a file of a directory. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class DownloadTest {
  @Inject TestedFunction function;

  private static Response ask(String token, String artifact) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(new DownloadRequest(artifact, "a.txt"))
        .post(ControlPlane.DOWNLOADS);
  }

  @Test
  void onlyAnAttemptThatRunsMayAsk() {
    String run = Live.submit("downloads");
    var call = function.called(run);
    String unknown = "00000000-0000-4000-8000-000000000000";
    assertThat(ask("nonsense", unknown).statusCode()).isEqualTo(401);
    assertThat(ask(call.attemptToken(), unknown).statusCode()).isEqualTo(400);
    Live.complete(call);
    assertThat(ask(call.attemptToken(), unknown).statusCode()).isEqualTo(401);
  }
}
