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
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of every kind in one list. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class AllRunsApiTest {
  private static final String PAGE =
      """
      query($filter: RunFilter, $after: String, $first: Int) {
        runs(filter: $filter, first: $first, after: $after) {
          nodes { uid name kind state createdAt }
          edges { cursor node { uid } } pageInfo { hasNextPage endCursor }
        }
      }
      """;

  /** Of all runs of one test, and of no others. */
  private final String name = "mixed " + UUID.randomUUID();

  private String experiment;

  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
    experiment = Tracked.experiment(name);
  }

  /** A run of a pipeline, at the time at which clients start theirs. */
  private UUID pipelineRun(String suffix, String state) {
    UUID id = UUID.randomUUID();
    Digits.run(pool, id, "default", name + suffix, state, Digits.NOW);
    return id;
  }

  private UUID trackingRun(String suffix) {
    return uuid(Tracked.run(experiment, name + suffix, Map.of("team", "risk")));
  }

  private static UUID uuid(String hex) {
    return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }

  private JsonPath page(Map<String, Object> filter, int first, String after) {
    var variables = new HashMap<String, Object>(Map.of("filter", filter, "first", first));
    variables.put("after", after);
    JsonPath answer = done(PAGE, variables);
    answer.setRootPath("data.runs");
    return answer;
  }

  private List<String> found(Map<String, Object> filter) {
    return page(filter, 100, null).getList("nodes.name");
  }

  @Test
  void pagesGoThroughRunsOfEveryKindThatBeganAtOneTime() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(pipelineRun("", "SUCCEEDED").toString());
      all.add(trackingRun("").toString());
    }
    List<String> seen = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      JsonPath page = page(Map.of("name", name.toUpperCase()), 1, after);
      seen.addAll(page.getList("nodes.uid"));
      after = page.getString("pageInfo.endCursor");
      more = page.getBoolean("pageInfo.hasNextPage");
    }
    all.sort(Collections.reverseOrder());
    assertThat(seen).isEqualTo(all);
  }

  @Test
  void aRunThatIsDeletedBetweenTwoPagesIsStillAPlace() {
    for (int i = 0; i < 3; i++) {
      trackingRun("");
    }
    JsonPath first = page(Map.of("name", name), 2, null);
    Tracked.delete(first.getString("nodes[1].uid").replace("-", ""));
    JsonPath second = page(Map.of("name", name), 2, first.getString("pageInfo.endCursor"));
    assertThat(second.getList("nodes")).hasSize(1);
    assertThat(second.getList("nodes.uid")).doesNotContainAnyElementsOf(first.getList("nodes.uid"));
    assertThat(second.getBoolean("pageInfo.hasNextPage")).isFalse();
    assertThat(found(Map.of("name", name))).hasSize(2);
  }

  @Test
  void runsAreFilteredInOneWay() {
    pipelineRun(" a", "FAILED");
    trackingRun(" b");
    assertThat(found(Map.of("name", name))).containsExactlyInAnyOrder(name + " a", name + " b");
    assertThat(found(Map.of("name", name, "kinds", List.of("PIPELINE"))))
        .containsExactly(name + " a");
    assertThat(found(Map.of("name", name, "kinds", List.of("TRACKING"))))
        .containsExactly(name + " b");
    assertThat(found(Map.of("name", name, "states", List.of("FAILED", "PAUSED"))))
        .containsExactly(name + " a");
    assertThat(found(Map.of("experiments", List.of(experiment)))).containsExactly(name + " b");
    assertThat(found(Map.of("name", name, "experiments", List.of("0"))))
        .containsExactly(name + " a");
    assertThat(found(Map.of("name", name, "pipeline", "digits"))).containsExactly(name + " a");
    assertThat(found(Map.of("name", name, "pipeline", "digits", "kinds", List.of("TRACKING"))))
        .isEmpty();
    assertThat(found(Map.of("name", name, "createdBefore", Digits.NOW.toString()))).isEmpty();
    assertThat(found(Map.of("name", name, "createdFrom", Digits.NOW.toString()))).hasSize(2);
    assertThat(found(Map.of("name", "%" + name.substring(1)))).isEmpty();
  }

  @Test
  void theOldestRunsComeFirstIfAsked() {
    String document =
        "{ runs(filter: { name: \"default digits\" }, orderBy: %s, first: 1) { nodes { uid } } }";
    assertThat(done(document.formatted("NEWEST"), Map.of()).getString("data.runs.nodes[0].uid"))
        .isEqualTo(Digits.RUN.toString());
    assertThat(done(document.formatted("OLDEST"), Map.of()).getString("data.runs.nodes[0].uid"))
        .isEqualTo(Digits.FAILED_RUN.toString());
  }

  @Test
  void aPageThatIsTooLargeOrABadCursorIsRefused() {
    String cursor = page(Map.of("name", "digits"), 1, null).getString("pageInfo.endCursor");
    for (String arguments :
        List.of(
            "first: 101",
            "first: 0",
            "after: \"bad\"",
            // A place in another list is none in this one.
            "after: \"" + cursor + "\"",
            "filter: { experiments: [\"x\"] }")) {
      var answer = send("{ runs(" + arguments + ") { nodes { id } } }");
      assertThat(code(answer)).as(arguments).isEqualTo("BAD_INPUT");
    }
  }

  @Test
  void everyRunTellsWhatItHasInCommonWithOthers() {
    UUID pipelineRun = pipelineRun("", "SUCCEEDED");
    UUID trackingRun = trackingRun("");
    Tracked.parameter(trackingRun.toString().replace("-", ""), "depth", "3");
    String document =
        """
        query($id: ID!) { run(id: $id) {
          __typename id uid kind state experiment { number } tags { key value }
          parameters { name value } } }
        """;
    JsonPath first = done(document, Map.of("id", pipelineRun.toString()));
    first.setRootPath("data.run");
    assertThat(first.getString("__typename")).isEqualTo("PipelineRun");
    assertThat(first.getString("id")).isEqualTo("PipelineRun:" + pipelineRun);
    assertThat(first.getString("experiment.number")).isEqualTo("0");
    assertThat(first.getList("parameters.name")).contains("folds", "label");
    assertThat(first.getList("tags")).isEmpty();
    for (String id :
        List.of(
            "TrackingRun:" + trackingRun,
            trackingRun.toString(),
            trackingRun.toString().replace("-", ""))) {
      JsonPath second = done(document, Map.of("id", id));
      second.setRootPath("data.run");
      assertThat(second.getString("__typename")).as(id).isEqualTo("TrackingRun");
      assertThat(second.getString("experiment.number")).isEqualTo(experiment);
      assertThat(second.getList("tags")).contains(Map.of("key", "team", "value", "risk"));
      assertThat(second.getList("parameters"))
          .containsExactly(Map.of("name", "depth", "value", "3"));
    }
    for (String id : List.of("Artifact:" + pipelineRun, "TrackingRun:" + pipelineRun, "x")) {
      assertThat(done(document, Map.of("id", id)).<Object>get("data.run")).as(id).isNull();
    }
  }

  @Test
  void whatATaskLogsIsBelowItsRunAndNotASecondTimeInTheList() {
    UUID run = pipelineRun("", "SUCCEEDED");
    UUID task = UUID.randomUUID();
    String insert =
        """
        INSERT INTO metadata.tracking_run (id, project, experiment_id, name, user_name, origin,
          pipeline_run_id, task_path, state, started_at)
        SELECT $1, project, id, $2, '', $3, $4, $5, 'RUNNING', now() FROM metadata.experiment
         WHERE project = 'default' AND number = $6
        """;
    Tuple stepRun = Tuple.of(task, name, "TASK", run, "train").addLong(Long.valueOf(experiment));
    Tuple whole = Tuple.of(run, name, "PIPELINE", run, null).addLong(Long.valueOf(experiment));
    for (Tuple row : List.of(stepRun, whole)) {
      pool.preparedQuery(insert).execute(row).toCompletionStage().toCompletableFuture().join();
    }
    JsonPath answer =
        done(
            """
            query($filter: RunFilter) { runs(filter: $filter) { nodes { uid
              ... on PipelineRun { children { uid taskId pipelineRun { uid } } } } } }
            """,
            Map.of("filter", Map.of("name", name)));
    answer.setRootPath("data.runs");
    assertThat(answer.getList("nodes.uid")).containsExactly(run.toString());
    assertThat(answer.getList("nodes[0].children.uid")).containsExactly(task.toString());
    assertThat(answer.getString("nodes[0].children[0].pipelineRun.uid")).isEqualTo(run.toString());
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheSizeOfThePage() {
    for (int i = 0; i < 6; i++) {
      UUID run = pipelineRun("", "SUCCEEDED");
      Digits.task(pool, run);
      trackingRun("");
    }
    String document =
        """
        query($filter: RunFilter, $first: Int) { runs(filter: $filter, first: $first) { nodes {
          uid experiment { name } tags { key } parameters { name }
          ... on PipelineRun { children { uid } tasks { path metrics { key }
            inputArtifacts { slot } outputArtifacts { slot } } }
          ... on TrackingRun { latest: metrics { key } }
        } } }
        """;
    // Whoever asks first has the default experiment made.
    done(document, Map.of("filter", Map.of("name", name), "first", 1));
    List<Long> counts = new ArrayList<>();
    // Of six runs of each kind, so both are on either page.
    for (int first : List.of(8, 12)) {
      SqlLog log = new SqlLog();
      try (var statements = new StatementCount()) {
        JsonPath answer = done(document, Map.of("filter", Map.of("name", name), "first", first));
        assertThat(answer.getList("data.runs.nodes")).hasSize(first);
        counts.add(log.seen() + 1_000L * statements.seen());
      }
    }
    assertThat(counts.get(0)).isEqualTo(counts.get(1));
    SqlLog log = new SqlLog();
    try (var statements = new StatementCount()) {
      done(
          "query($f: RunFilter) { runs(filter: $f) { nodes { name } } }",
          Map.of("f", Map.of("name", name)));
      assertThat(statements.seen()).as("pipeline runs").isEqualTo(1);
      assertThat(log.seen()).as("places and tracking runs").isEqualTo(2);
    }
  }

  @Test
  void theDefaultExperimentHasRunsBeforeItIsMade() {
    String document =
        "{ runs(filter: { experiments: [\"0\"], kinds: [PIPELINE] }) { nodes { name } } }";
    JsonPath answer = sendAs("Bearer " + TwoAttempts.FOREIGN, document, Map.of());
    noErrors(answer);
    assertThat(answer.getList("data.runs.nodes.name")).contains("another digits");
  }

  @Test
  void nobodySeesTheRunsOfAnotherProject() {
    UUID run = pipelineRun("", "SUCCEEDED");
    String foreign = "Bearer " + TwoAttempts.FOREIGN;
    var list = sendAs(foreign, PAGE, Map.of("filter", Map.of("name", name), "first", 9));
    noErrors(list);
    assertThat(list.getList("data.runs.nodes")).isEmpty();
    var mine = sendAs(foreign, PAGE, Map.of("filter", Map.of("experiments", List.of(experiment))));
    noErrors(mine);
    assertThat(mine.getList("data.runs.nodes")).isEmpty();
    for (String id : List.of(run.toString(), "PipelineRun:" + run)) {
      var one = sendAs(foreign, "{ run(id: \"" + id + "\") { id } }", Map.of());
      noErrors(one);
      assertThat(one.<Object>get("data.run")).isNull();
    }
  }
}
