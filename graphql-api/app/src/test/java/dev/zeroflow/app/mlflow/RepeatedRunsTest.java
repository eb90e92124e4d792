package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.ok;
import static dev.zeroflow.app.mlflow.FileClient.refused;
import static dev.zeroflow.app.mlflow.FileClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests for runs that come again. */
@QuarkusTest
@TestProfile(FilesProfile.class)
class RepeatedRunsTest {
  private static final String BODY = "{\"experiment_id\": \"0\", \"start_time\": 5}";

  private static HttpResponse<byte[]> created(String body, String... headers) {
    return send("POST", "/api/2.0/mlflow/runs/create", BodyPublishers.ofString(body), headers);
  }

  private static String run(HttpResponse<byte[]> answer) {
    return ok(answer).getString("run.info.run_id");
  }

  @Test
  void aRequestWithAKeyMakesOneRun() {
    String key = UUID.randomUUID().toString();
    String first = run(created(BODY, "Idempotency-Key", key));
    assertThat(run(created(BODY, "Idempotency-Key", key))).isEqualTo(first);
    assertThat(run(created(BODY.replace("5", "6"), "Idempotency-Key", key))).isNotEqualTo(first);
    assertThat(run(created(BODY, "Idempotency-Key", key + "x"))).isNotEqualTo(first);
    refused(created(BODY, "Idempotency-Key", "a b"), 400, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void equalRequestsWithoutAKeyAreDifferentRuns() {
    assertThat(run(created(BODY))).isNotEqualTo(run(created(BODY)));
  }
}
