package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.ROOT;
import static dev.zeroflow.app.mlflow.FileClient.get;
import static dev.zeroflow.app.mlflow.FileClient.ok;
import static dev.zeroflow.app.mlflow.FileClient.put;
import static dev.zeroflow.app.mlflow.FileClient.refused;
import static dev.zeroflow.app.mlflow.FileClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** An object store that nobody answers for. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class FilesOutageTest {
  @Test
  void clientsAreAskedToComeAgainAndNothingIsRegistered() {
    var answer = put("outage/file", new byte[5 << 20]);
    refused(answer, 503, "TEMPORARILY_UNAVAILABLE");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    var parts = BodyPublishers.ofString("{\"path\": \"file\", \"num_parts\": 1}");
    refused(send("POST", ROOT + "/mpu/create/outage", parts), 503, "TEMPORARILY_UNAVAILABLE");
    assertThat(ok(get(ROOT + "/artifacts?path=outage")).<Object>get("files")).isNull();
  }
}
