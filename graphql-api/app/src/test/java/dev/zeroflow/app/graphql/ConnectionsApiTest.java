package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all lists that come in pages have in common. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class ConnectionsApiTest {
  private static final String FIELDS =
      ") { nodes { %1$s } edges { cursor node { %1$s } } pageInfo { hasNextPage endCursor } }";

  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
    Catalog.write(pool);
    for (String name : List.of("a", "b", "c")) {
      pool.query(
              "INSERT INTO metadata.registered_model (project, name, last_version, created_at,"
                  + " updated_at) VALUES ('default', 'paged "
                  + name
                  + "', 0, now(), now()) ON CONFLICT DO NOTHING")
          .execute()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  @BeforeEach
  void logDataSets() {
    String run = Tracked.run(Tracked.experiment("paged " + UUID.randomUUID()), "one", Map.of());
    for (int i = 0; i < 3; i++) {
      Tracked.dataset(run, "paged", "digest" + i);
    }
  }

  /** A page of a list, which may be below another field: {@code pipeline(name: "x") versions}. */
  private static JsonPath page(String list, String arguments) {
    String[] way = list.split(" {2}");
    String inner = way[way.length - 1] + (way[way.length - 1].contains("(") ? ", " : "(");
    String id = list.startsWith("dataset") ? "id: artifactId" : "id";
    String document = "{ list: " + inner + arguments + FIELDS.formatted(id) + " }";
    if (way.length > 1) {
      document = "{ around: " + way[0] + " " + document + " }";
    }
    return send(document);
  }

  private static JsonPath found(String list, String arguments) {
    JsonPath answer = page(list, arguments);
    noErrors(answer);
    answer.setRootPath(list.contains("  ") ? "data.around.list" : "data.list");
    return answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs",
        "triggers",
        "inferenceServices",
        "functions",
        "registeredModels",
        "registeredModels(text: \"paged\"",
        "registeredModel(name: \"catalog\")  versionsConnection",
        "pipelines",
        "pipelines(text: \"CAT\"",
        "pipeline(name: \"catalog\")  versions",
        "pipeline(name: \"catalog\")  runs",
        "experiments",
        "trackingRuns",
        "datasetVersions",
        "datasetVersions(name: \"paged\""
      })
  void pagesFollowEachOtherWithoutGapsOrRepetitions(String list) {
    List<String> all = found(list, "first: 100").getList("nodes.id");
    List<String> seen = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more && seen.size() < 5) {
      JsonPath page = found(list, "first: 2" + after);
      seen.addAll(page.getList("nodes.id"));
      assertThat(page.getList("edges.node.id")).isEqualTo(page.getList("nodes.id"));
      more = page.getBoolean("pageInfo.hasNextPage");
      after = ", after: \"" + page.getString("pageInfo.endCursor") + "\"";
    }
    assertThat(seen).isEqualTo(all.subList(0, seen.size())).doesNotHaveDuplicates();
    if (!more) {
      assertThat(seen).isEqualTo(all);
    }
    for (String wrong : List.of("first: 0", "first: 101", "first: -1", "first: 2, after: \"x\"")) {
      assertThat(code(page(list, wrong))).as(wrong).isEqualTo("BAD_INPUT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"triggers", "inferenceServices", "registeredModels", "pipelines"})
  void nobodySeesTheListsOfAnotherProject(String list) {
    JsonPath answer =
        sendAs("Bearer " + TwoAttempts.FOREIGN, "{ " + list + " { nodes { id } } }", Map.of());
    noErrors(answer);
    assertThat(answer.getList("data." + list + ".nodes")).isEmpty();
    assertThat(
            done("{ " + list + " { nodes { id } } }", Map.of()).getList("data." + list + ".nodes"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run_trigger", "inference_service"})
  void whatIsDeletedBetweenTwoPagesIsStillAPlace(String table) {
    String list = table.equals("run_trigger") ? "triggers" : "inferenceServices";
    List<String> all = found(list, "first: 100").getList("nodes.id");
    String cursor = found(list, "first: 2").getString("pageInfo.endCursor");
    String name = all.get(1).substring(all.get(1).indexOf(':') + 1);
    String delete = "DELETE FROM metadata." + table + " WHERE project = 'default' AND name = $1";
    pool.preparedQuery(delete)
        .execute(io.vertx.sqlclient.Tuple.of(name))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    assertThat(found(list, "first: 100, after: \"" + cursor + "\"").getList("nodes.id"))
        .isEqualTo(all.subList(2, all.size()));
  }
}
