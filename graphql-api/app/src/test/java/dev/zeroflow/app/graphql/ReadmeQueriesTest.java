package dev.zeroflow.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queries of the README find what it says. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class ReadmeQueriesTest {
  private static final Pattern BLOCK = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("query (\\w+)");

  private static final String REGISTER =
      """
      mutation($input: RegisterModelVersionInput!) {
        registerModelVersion(input: $input) { modelVersion { id } } }
      """;

  private static final String POINT =
      """
      mutation($input: SetModelAliasInput!) {
        setModelAlias(input: $input) { alias { version } userErrors { message } } }
      """;

  private final Map<String, String> queries = new HashMap<>();
  private final String model = "readme" + UUID.randomUUID().toString().replace("-", "");
  private String run;

  @Inject Pool pool;

  @BeforeEach
  void readTheQueries() throws IOException {
    String text = Files.readString(Path.of("../../README.md"));
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      var name = NAME.matcher(block.group(1));
      assertThat(name.find()).isTrue();
      queries.put(name.group(1), block.group(1));
    }
    run = logged("one", 0.8);
  }

  private String logged(String name, double accuracy) {
    String experiment = Tracked.experiment(name + UUID.randomUUID());
    String id = Tracked.run(experiment, name, Map.of());
    Tracked.parameter(id, "depth", name);
    Tracked.metric(id, "accuracy", accuracy, 0);
    Tracked.dataset(id, "customers", "abc");
    return id;
  }

  private static JsonPath done(String document, Map<String, Object> variables) {
    JsonPath answer = GraphqlClient.send(document, variables);
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data");
    return answer;
  }

  private JsonPath ask(String name, Map<String, Object> variables) {
    return done(queries.get(name), variables);
  }

  private String register() {
    Digits.lineage(pool);
    var input =
        Map.of(
            "model", model,
            "artifactId", Digits.MODEL.id().toString(),
            "clientRequestId", UUID.randomUUID().toString(),
            "metrics", List.of());
    return done(REGISTER, Map.of("input", input)).getString("registerModelVersion.modelVersion.id");
  }

  @Test
  void thereAreSix() {
    assertThat(queries)
        .containsOnlyKeys(
            "RecentRuns", "CompareTwoRuns", "MadeFrom", "UsedBy", "Champion", "AllRuns");
  }

  @Test
  void recentRunsComeWithTheBestOneFirst() {
    String best = logged("best", 1e9);
    JsonPath answer = ask("RecentRuns", Map.of());
    assertThat(answer.getString("trackingRuns.nodes[0].runId")).isEqualTo(best);
    assertThat(answer.getString("trackingRuns.nodes[0].metrics[0].key")).isEqualTo("accuracy");
  }

  @Test
  void runsOfEveryKindAreListed() {
    JsonPath answer = ask("AllRuns", Map.of());
    assertThat(answer.getList("runs.nodes.kind")).contains("TRACKING");
    assertThat(answer.getList("runs.nodes.state")).contains("RUNNING");
  }

  @Test
  void twoRunsAreCompared() {
    JsonPath answer = ask("CompareTwoRuns", Map.of("runs", List.of(run, logged("two", 0.9))));
    assertThat(answer.getList("compareRuns.parameters[0].values")).containsExactly("one", "two");
    assertThat(answer.getBoolean("compareRuns.datasets[0].differs")).isFalse();
  }

  @Test
  void aVersionLeadsBackToItsData() {
    JsonPath answer = ask("MadeFrom", Map.of("version", register()));
    assertThat(answer.getList("lineage.nodes.name")).contains(model + ":1", "dataset");
  }

  @Test
  void aDataSetLeadsToWhoUsesIt() {
    String id =
        done("{ trackingRun(id: \"" + run + "\") { datasets { id } } }", Map.of())
            .getString("trackingRun.datasets[0].id");
    JsonPath answer = ask("UsedBy", Map.of("dataset", id));
    assertThat(answer.getList("lineage.nodes.name")).contains("customers", "one");
  }

  @Test
  void anAliasTellsItsHistory() {
    register();
    var alias = Map.of("model", model, "alias", "champion", "version", "1");
    done(POINT, Map.of("input", alias));
    JsonPath answer = ask("Champion", Map.of("model", model));
    answer.setRootPath("data.registeredModel.aliases[0]");
    assertThat(answer.getString("version")).isEqualTo("1");
    assertThat(answer.getList("history.toVersion")).containsExactly("1");
  }
}
