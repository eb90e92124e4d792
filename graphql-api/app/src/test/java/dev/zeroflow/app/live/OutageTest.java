package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that takes no connections for a while. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class OutageTest {
  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  private boolean closed;

  @BeforeEach
  void close() throws SQLException {
    sql("ALTER DATABASE postgres ALLOW_CONNECTIONS false");
    closed = true;
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
  }

  @AfterEach
  void open() throws SQLException {
    if (closed) {
      sql("ALTER DATABASE postgres ALLOW_CONNECTIONS true");
      closed = false;
    }
  }

  private void sql(String statement) throws SQLException {
    String other = "jdbc:postgresql://127.0.0.1:" + URI.create(url).getPort() + "/template1";
    try (var connection = DriverManager.getConnection(other, "postgres", "postgres");
        var it = connection.createStatement()) {
      it.execute(statement);
    }
  }

  private static Response submission() {
    return Live.post(Live.submission(Live.ONE_STEP, Live.parameters(1, "outage")));
  }

  private static Response upload() {
    return given()
        .multiPart("pipeline", "pipeline.json", Live.ONE_STEP.getBytes(), "application/json")
        .post("/api/v1/pipelines");
  }

  private static void unavailable(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.jsonPath().getString("error.code")).isEqualTo("UNAVAILABLE");
    assertThat(answer.jsonPath().getString("error.message")).contains("try again");
  }

  @Test
  void whatNeedsTheDatabaseIsAskedToComeAgainAndServedWhenItIsBack() throws SQLException {
    unavailable(submission());
    unavailable(upload());
    String run = "00000000-0000-4000-8000-000000000000";
    for (String document :
        new String[] {
          "{ cacheEntries { nodes { task } } }",
          "mutation { cancelRun(id: \"" + run + "\") { done } }",
          "mutation { setConcurrencyLimit(scope: EVERYTHING, slots: 9) { limit { slots } } }",
          "mutation { createTrigger(input: {name: \"t\", bucket: \"b\", pipeline: \"p\","
              + " parameters: []}) { trigger { name } } }"
        }) {
      assertThat(Live.code(send(document))).as(document).isEqualTo("UNAVAILABLE");
    }
    open();
    Live.until("runs are accepted again", () -> submission().statusCode() == 201);
    Live.until("pipelines are accepted again", () -> upload().statusCode() == 201);
  }
}
