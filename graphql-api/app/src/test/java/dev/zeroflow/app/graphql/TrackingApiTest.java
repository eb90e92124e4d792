package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experiments and runs of tracking clients in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class TrackingApiTest {
  private final String name = "experiment " + UUID.randomUUID();
  private String experiment;

  @BeforeEach
  void makeTheExperiment() {
    experiment = Tracked.experiment(name);
  }

  private static JsonPath done(String document, Map<String, Object> variables) {
    JsonPath answer = send(document, variables);
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data");
    return answer;
  }

  private JsonPath runs(String arguments, String fields) {
    String document =
        "{ trackingRuns(experiments: [\"%s\"] %s) { %s } }"
            .formatted(experiment, arguments, fields);
    JsonPath answer = done(document, Map.of());
    answer.setRootPath("data.trackingRuns");
    return answer;
  }

  private static String refusal(String document) {
    JsonPath answer = send(document);
    assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("BAD_INPUT");
    return answer.getString("errors[0].message");
  }

  @Test
  void anExperimentIsFoundByNumberAndByName() {
    String fields = "{ number name deleted artifactRoot }";
    JsonPath answer =
        done(
            """
            query($number: String, $name: String) {
              byNumber: experiment(number: $number) %1$s
              byName: experiment(name: $name) %1$s
              nothing: experiment(number: "987654321") %1$s
            }
            """
                .formatted(fields),
            Map.of("number", experiment, "name", name));
    assertThat(answer.getString("byNumber.name")).isEqualTo(name);
    assertThat(answer.getString("byName.number")).isEqualTo(experiment);
    assertThat(answer.<Object>get("nothing")).isNull();
    refusal("{ experiment { id } }");
  }

  @Test
  void experimentsComeInPages() {
    String second = Tracked.experiment(name + " two");
    String page =
        "{ experiments(first: 1, where: \"name LIKE '%s%%'\", orderBy: [\"name\"] %s) { nodes {"
            + " number } edges { cursor } pageInfo { hasNextPage endCursor } } }";
    JsonPath first = done(page.formatted(name, ""), Map.of());
    assertThat(first.getList("experiments.nodes.number")).containsExactly(experiment);
    String cursor = first.getString("experiments.edges[0].cursor");
    JsonPath last = done(page.formatted(name, ", after: \"" + cursor + "\""), Map.of());
    assertThat(last.getList("experiments.nodes.number")).containsExactly(second);
    assertThat(last.getBoolean("experiments.pageInfo.hasNextPage")).isFalse();
  }

  @Test
  void aRunComesWithWhatWasLogged() {
    String model = Tracked.model(experiment);
    String parent = Tracked.run(experiment, "parent", Map.of());
    String run =
        Tracked.run(experiment, "child", Map.of("mlflow.parentRunId", parent, "team", "a"));
    Tracked.parameter(run, "lr", "0.1");
    Tracked.metric(run, "acc", 0.5, 0);
    Tracked.metric(run, "acc", 0.75, 1);
    Tracked.metric(run, "loss", Double.NaN, 0);
    Tracked.dataset(run, "digits", "abc123");
    Tracked.output(run, model);
    JsonPath answer =
        done(
            """
            query($id: ID!) { trackingRun(id: $id) {
              id runId name user origin state startedAt finishedAt deleted artifactRoot taskId
              experiment { name } parameters { name value } tags { key value }
              metrics { key value text step } datasets { name digest context }
              modelInputs { name } modelOutputs { modelId name state }
              parent { name children { name } parent { name } } children { name }
              pipelineRun { id }
            } }
            """,
            Map.of("id", run));
    answer.setRootPath("data.trackingRun");
    assertThat(answer.getString("experiment.name")).isEqualTo(name);
    assertThat(answer.getString("state")).isEqualTo("RUNNING");
    assertThat(answer.getString("origin")).isEqualTo("CLIENT");
    assertThat(answer.getList("parameters")).containsExactly(Map.of("name", "lr", "value", "0.1"));
    assertThat(answer.getDouble("metrics[0].value")).isEqualTo(0.75);
    assertThat(answer.<Object>get("metrics[1].value")).isNull();
    assertThat(answer.getString("metrics[1].text")).isEqualTo("NaN");
    assertThat(answer.getList("datasets.digest")).containsExactly("abc123");
    assertThat(answer.getList("modelOutputs.modelId")).containsExactly(model);
    assertThat(answer.getList("modelInputs")).isEmpty();
    assertThat(answer.getString("parent.name")).isEqualTo("parent");
    assertThat(answer.getList("parent.children.name")).containsExactly("child");
    assertThat(answer.<Object>get("parent.parent")).isNull();
    assertThat(answer.<Object>get("pipelineRun")).isNull();
    assertThat(answer.getList("children")).isEmpty();
  }

  @Test
  void aTextAndATypedFilterFindTheSame() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String run = Tracked.run(experiment, "run " + i, Map.of("even", i % 2 == 0 ? "yes" : "no"));
      Tracked.metric(run, "acc", i / 10.0, 0);
      Tracked.parameter(run, "lr", "" + i);
      ids.add(run);
    }
    String fields = "totalCount nodes { runId }";
    assertThat(
            runs(
                    ", where: \"metrics.acc >= 0.3 OR (tags.even = 'yes' AND params.lr = '0')\","
                        + " orderBy: [\"metrics.acc\"]",
                    fields)
                .getList("nodes.runId"))
        .containsExactly(ids.get(0), ids.get(3));
    String typed =
        ", filter: { states: [RUNNING], metrics: [{key: \"acc\", operator: LESS, value: 0.3}],"
            + " tags: [{key: \"even\", operator: EQUAL, value: \"yes\"}],"
            + " parameters: [{key: \"lr\", operator: NOT_EQUAL, value: \"0\"}],"
            + " startedFrom: \"2020-01-01T00:00:00Z\" }";
    JsonPath both = runs(typed + ", where: \"metrics.acc > 0\"", fields);
    assertThat(both.getList("nodes.runId")).containsExactly(ids.get(2));
    assertThat(both.getInt("totalCount")).isEqualTo(1);
    assertThat(runs(", filter: { states: [FAILED] }", fields).getInt("totalCount")).isZero();
    assertThat(refusal("{ trackingRuns(where: \"acc >\") { nodes { id } } }")).contains("acc");
    refusal("{ trackingRuns(first: 101) { nodes { id } } }");
    refusal("{ trackingRuns(after: \"bad\") { nodes { id } } }");
    assertThat(
            done("{ trackingRuns(experiments: []) { nodes { id } } }", Map.of())
                .getList("trackingRuns.nodes"))
        .isEmpty();
  }

  @Test
  void pagesGoOnBehindAnyRun() {
    for (int i = 0; i < 5; i++) {
      Tracked.metric(Tracked.run(experiment, "run " + i, Map.of()), "acc", i / 2, 0);
    }
    String fields = "totalCount edges { cursor node { runId } } pageInfo { hasNextPage endCursor }";
    String order = ", orderBy: [\"metrics.acc DESC\", \"run_name\"]";
    List<String> all = runs(order, fields).getList("edges.node.runId");
    JsonPath first = runs(order + ", first: 3", fields);
    assertThat(first.getList("edges.node.runId")).isEqualTo(all.subList(0, 3));
    assertThat(first.getInt("totalCount")).isEqualTo(5);
    String cursor = first.getString("edges[1].cursor");
    JsonPath second = runs(order + ", after: \"" + cursor + "\"", fields);
    assertThat(second.getList("edges.node.runId")).isEqualTo(all.subList(2, 5));
    assertThat(second.getBoolean("pageInfo.hasNextPage")).isFalse();
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfRuns() {
    String model = Tracked.model(experiment);
    String parent = Tracked.run(experiment, "parent", Map.of());
    for (int i = 0; i < 12; i++) {
      String run = Tracked.run(experiment, "run " + i, Map.of("mlflow.parentRunId", parent));
      Tracked.metric(run, "acc", i, 0);
      Tracked.dataset(run, "digits", "d" + i);
      Tracked.output(run, model);
    }
    String fields =
        "totalCount nodes { parameters { name } tags { key } metrics { key } datasets { name }"
            + " modelInputs { name } modelOutputs { name } experiment { name }"
            + " parent { name tags { key } } children { name metrics { key } } }";
    for (int first : List.of(2, 12)) {
      SqlLog log = new SqlLog();
      JsonPath answer = runs(", where: \"metrics.acc >= 0\", first: " + first, fields);
      assertThat(answer.getList("nodes")).hasSize(first);
      assertThat(answer.getString("nodes[0].modelOutputs[0].name")).isEqualTo("net");
      // Search, count, 3 for data, 2 for inputs, 4 for models, experiment, parents and their 3,
      // children.
      assertThat(log.seen()).as("statements for %d runs", first).isEqualTo(17);
    }
    SqlLog log = new SqlLog();
    runs("", "nodes { name }");
    assertThat(log.seen()).as("what nobody asks for is not read").isEqualTo(1);
  }

  @Test
  void aLongSeriesKeepsItsPeaksAndEnds() {
    String run = Tracked.run(experiment, "long", Map.of());
    Tracked.metrics(
        run,
        "loss",
        IntStream.range(0, 3_000).mapToDouble(i -> i == 1_234 ? 99 : 1.0 / (i + 1)).toArray());
    Tracked.metric(run, "acc", 0.5, 7);
    JsonPath answer =
        done(
            """
            query($run: ID!, $keys: [String!]!) { metricSeries(run: $run, keys: $keys, maxPoints: 100) {
              key points steps values atMillis } }
            """,
            Map.of("run", run, "keys", List.of("loss", "acc", "none")));
    assertThat(answer.getList("metricSeries.key")).containsExactly("acc", "loss");
    assertThat(answer.getList("metricSeries[0].steps")).containsExactly(7);
    assertThat(answer.getLong("metricSeries[1].points")).isEqualTo(3_000);
    List<Integer> steps = answer.getList("metricSeries[1].steps");
    assertThat(steps)
        .hasSizeLessThanOrEqualTo(100)
        .hasSizeGreaterThan(50)
        .contains(1_234)
        .isSorted();
    assertThat(steps.getFirst()).isZero();
    assertThat(steps.getLast()).isEqualTo(2_999);
    assertThat(answer.getList("metricSeries[1].values")).hasSameSizeAs(steps);
    refusal("{ metricSeries(run: \"" + run + "\", keys: [\"a\"], maxPoints: 1001) { key } }");
  }

  @Test
  void runsAreComparedSideBySide() {
    String one = Tracked.run(experiment, "one", Map.of("mlflow.source.name", "a.py"));
    String two = Tracked.run(experiment, "two", Map.of("mlflow.source.name", "b.py"));
    for (String run : List.of(one, two)) {
      Tracked.parameter(run, "depth", "3");
      Tracked.dataset(run, "digits", run.equals(one) ? "d1" : "d2");
    }
    Tracked.parameter(two, "lr", "0.1");
    Tracked.metric(one, "acc", 0.875, 0);
    Tracked.metric(one, "acc", 0.75, 1);
    SqlLog log = new SqlLog();
    JsonPath answer =
        done(
            """
            query($ids: [String!]!) { compareRuns(ids: $ids) {
              runs { runId } parameters { key values differs } tags { key }
              environment { key values differs } datasets { key values differs }
              metrics { key runs { latest min max points } } artifacts { name sizes }
            } }
            """,
            Map.of("ids", List.of(two, one)));
    answer.setRootPath("data.compareRuns");
    assertThat(answer.getList("runs.runId")).containsExactly(two, one);
    assertThat(answer.getList("parameters.key")).containsExactly("depth", "lr");
    assertThat(answer.getList("parameters.differs")).containsExactly(false, true);
    assertThat(answer.getList("parameters[1].values")).containsExactly("0.1", null);
    assertThat(answer.getList("environment[0].values")).containsExactly("b.py", "a.py");
    assertThat(answer.getList("datasets[0].values")).containsExactly("d2", "d1");
    assertThat(answer.<Object>get("metrics[0].runs[0]")).isNull();
    assertThat(answer.getDouble("metrics[0].runs[1].latest")).isEqualTo(0.75);
    assertThat(answer.getDouble("metrics[0].runs[1].max")).isEqualTo(0.875);
    assertThat(log.seen()).as("one for each kind of thing").isEqualTo(8);
    refusal("{ compareRuns(ids: [\"" + one + "\"]) { runs { id } } }");
  }

  @Test
  void anotherProjectSeesNothing() {
    String run = Tracked.run(experiment, "mine", Map.of());
    JsonPath answer =
        sendAs(
            "Bearer " + TwoAttempts.FOREIGN,
            """
            query($id: ID!) { trackingRun(id: $id) { id } trackingRuns { nodes { id } }
              metricSeries(run: $id, keys: ["a"]) { key } }
            """,
            Map.of("id", run));
    assertThat(answer.<Object>get("errors")).isNull();
    assertThat(answer.<Object>get("data.trackingRun")).isNull();
    assertThat(answer.getList("data.trackingRuns.nodes")).isEmpty();
    assertThat(answer.getList("data.metricSeries")).isEmpty();
  }
}
