package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@TestProfile(GraphqlProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphqlApiTest {
  private static final String MINE = "Bearer " + TwoAttempts.MINE;

  private static final String REGISTER =
      """
      mutation($input: RegisterModelVersionInput!) {
        registerModelVersion(input: $input) {
          modelVersion {
            id model version taskId description
            metrics { key value } run { id } artifact { id digest }
          }
        }
      }
      """;

  private static final String CREATE_TRIGGER =
      """
      mutation($input: CreateTriggerInput!) {
        createTrigger(input: $input) {
          trigger { name bucket prefix suffix pipeline enabled parameters { name value } }
        }
      }
      """;

  @Inject Pool pool;

  @BeforeAll
  void writeTheData() {
    Digits.write(pool);
    Digits.more(pool, "another", 60);
  }

  @Test
  void aRunComesWithItsTasksMetricsAndArtifacts() {
    var answer =
        send(
            """
            query($id: ID!) {
              run(id: $id) {
                id name pipeline state createdAt finishedAt error { code }
                trigger { kind detail }
                parameters { name value }
                tasks {
                  id name state kind function attempts cold workMillis overheadMillis
                  inputs { name value } outputs { name value }
                  metrics { key value step }
                  inputArtifacts { slot artifact { id } }
                  outputArtifacts {
                    slot artifact { id name type uri digest size metadata { name value } createdAt }
                  }
                }
              }
            }
            """,
            Map.of("id", Digits.RUN.toString()));
    noErrors(answer);
    answer.setRootPath("data.run");
    assertThat(answer.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(answer.getString("trigger.kind")).isEqualTo("OBJECT_CREATED");
    assertThat(answer.getString("createdAt")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(answer.getList("parameters"))
        .containsExactlyInAnyOrder(
            Map.of("name", "folds", "value", "5"), Map.of("name", "label", "value", "\"digit\""));
    assertThat(answer.getList("tasks.id")).containsExactly("upload", "train");
    assertThat(answer.getList("tasks[1].metrics.key")).containsExactly("accuracy");
    assertThat(answer.getList("tasks[0].metrics")).isEmpty();
    assertThat(answer.getString("tasks[1].inputArtifacts[0].artifact.id"))
        .isEqualTo(Digits.DATASET.id().toString());
    assertThat(answer.getString("tasks[1].outputArtifacts[0].slot")).isEqualTo("model");
    assertThat(answer.getLong("tasks[1].outputArtifacts[0].artifact.size")).isEqualTo(1234);
    assertThat(answer.getString("tasks[1].outputArtifacts[0].artifact.metadata[0].value"))
        .isEqualTo("1797");
  }

  @Test
  void aRunTellsItsPriorityAndItsDeadline() {
    var answer = ofAnother("{ run(id: \"" + Digits.LOOP_RUN + "\") { priority deadlineAt } }");
    assertThat(answer.getInt("data.run.priority")).isEqualTo(7);
    assertThat(answer.getString("data.run.deadlineAt")).isEqualTo("2026-01-02T03:04:05Z");
    var ordinary = send("{ run(id: \"" + Digits.RUN + "\") { priority deadlineAt } }");
    noErrors(ordinary);
    assertThat(ordinary.getInt("data.run.priority")).isZero();
    assertThat(ordinary.<Object>get("data.run.deadlineAt")).isNull();
  }

  @Test
  void theIterationsOfALoopAreTasksWithNumbers() {
    var answer =
        ofAnother(
            "{ run(id: \""
                + Digits.LOOP_RUN
                + "\") { tasks { id kind iteration attempts failures losses dueAt } } }");
    answer.setRootPath("data.run");
    assertThat(answer.getList("tasks.id"))
        .containsExactly(
            "loop", "loop/0", "loop/0/fit", "loop/1", "loop/1/fit", "loop/2", "loop/2/fit");
    assertThat(answer.getList("tasks.kind").subList(0, 3))
        .containsExactly("LOOP", "ITERATION", "CONTAINER");
    assertThat(answer.getList("tasks.iteration")).containsExactly(null, 0, null, 1, null, 2, null);
    assertThat(answer.getInt("tasks[6].attempts")).isEqualTo(4);
    assertThat(answer.getInt("tasks[6].failures")).isEqualTo(3);
    assertThat(answer.getInt("tasks[6].losses")).isEqualTo(1);
  }

  @Test
  void overheadIsNeverNegative() {
    var answer =
        ofAnother(
            "{ run(id: \"" + Digits.LOOP_RUN + "\") { tasks { workMillis overheadMillis } } }");
    assertThat(answer.getDouble("data.run.tasks[2].workMillis")).isEqualTo(0.5);
    assertThat(answer.getDouble("data.run.tasks[2].overheadMillis")).isZero();
    assertThat(answer.<Object>get("data.run.tasks[4].overheadMillis")).isNull();
  }

  @Test
  void aTaskTellsWhatItTookOverOrWhyNothing() {
    var answer =
        ofAnother(
            "{ run(id: \""
                + Digits.LOOP_RUN
                + "\") { tasks { cachedFrom { runId taskId } cacheMiss } } }");
    answer.setRootPath("data.run");
    assertThat(answer.<Map<String, String>>get("tasks[4].cachedFrom"))
        .isEqualTo(Map.of("runId", Digits.RUN.toString(), "taskId", "train"));
    assertThat(answer.<Object>get("tasks[4].cacheMiss")).isNull();
    assertThat(answer.getString("tasks[2].cacheMiss")).isEqualTo("no such");
    assertThat(answer.<Object>get("tasks[2].cachedFrom")).isNull();
    assertThat(answer.<Object>get("tasks[0].cacheMiss")).isNull();
  }

  @Test
  void aFailedRunTellsWhy() {
    var answer =
        send("{ run(id: \"" + Digits.FAILED_RUN + "\") { error { code category message task } } }");
    assertThat(answer.<Map<String, String>>get("data.run.error"))
        .isEqualTo(
            Map.of(
                "code", "BAD_TABLE",
                "category", "USER",
                "message", "row 7 has no label",
                "task", "train"));
  }

  @Test
  void aRunOfAnotherProjectOrNoRunAtAllIsNullWithoutAnError() {
    for (String id : List.of(Digits.FOREIGN_RUN.toString(), "no-id")) {
      var answer = send("{ run(id: \"" + id + "\") { id } }");
      noErrors(answer);
      assertThat(answer.<Object>get("data.run")).isNull();
    }
    var foreign =
        sendAs(
            "Bearer " + TwoAttempts.FOREIGN,
            "{ run(id: \"" + Digits.FOREIGN_RUN + "\") { name tasks { id } } }",
            Map.of());
    noErrors(foreign);
    assertThat(foreign.getString("data.run.name")).isEqualTo("another digits");
    assertThat(foreign.getList("data.run.tasks.id")).containsExactly("train");
  }

  @Test
  void pagesOfRunsGoOnBehindTheirCursor() {
    String page =
        """
        query($after: String) {
          runs(first: 1, after: $after) {
            nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor }
          }
        }
        """;
    var first = send(page);
    noErrors(first);
    assertThat(first.getList("data.runs.nodes.id")).containsExactly(Digits.RUN.toString());
    assertThat(first.getBoolean("data.runs.pageInfo.hasNextPage")).isTrue();
    var second = send(page, Map.of("after", first.getString("data.runs.pageInfo.endCursor")));
    assertThat(second.getList("data.runs.nodes.id")).containsExactly(Digits.FAILED_RUN.toString());
    assertThat(second.getBoolean("data.runs.pageInfo.hasNextPage")).isFalse();
  }

  @Test
  void aPageThatIsTooLargeOrABadCursorIsRefused() {
    for (String arguments : List.of("first: 101", "first: 0", "after: \"bad\"")) {
      var answer = send("{ runs(" + arguments + ") { nodes { id } } }");
      assertThat(code(answer)).isEqualTo("BAD_INPUT");
    }
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheSizeOfThePage() {
    String page =
        """
        query($first: Int!) { runs(first: $first) { nodes { tasks {
          id metrics { key } inputArtifacts { slot } outputArtifacts { slot }
        } } } }
        """;
    String caller = "Bearer " + TwoAttempts.FOREIGN;
    for (int first : List.of(2, 50)) {
      try (var statements = new StatementCount()) {
        var answer = sendAs(caller, page, Map.of("first", first));
        noErrors(answer);
        assertThat(answer.getList("data.runs.nodes")).hasSize(first);
        assertThat(statements.seen()).as("statements for %d runs", first).isEqualTo(5);
      }
    }
  }

  @Test
  void manyFieldsOfOneRequestDoNotDisturbEachOther() {
    String document =
        "{ a: runs { nodes { tasks { id } } } b: runs { nodes { tasks { id } } }"
            + " c: registeredModels { name } d: triggers { name } e: inferenceServices { name }"
            + " f: functions { name } }";
    for (int i = 0; i < 50; i++) {
      noErrors(send(document));
    }
  }

  @Test
  void aModelVersionIsRegisteredOnceAndLeadsBackToTheUploadedDataset() {
    Map<String, Object> input = registration("digits", "one", "first");
    var first = sendAs(MINE, REGISTER, Map.of("input", input));
    noErrors(first);
    first.setRootPath("data.registerModelVersion.modelVersion");
    assertThat(first.getString("version")).isEqualTo("1");
    assertThat(first.getString("run.id")).isEqualTo(Digits.RUN.toString());
    assertThat(first.getString("taskId")).isEqualTo("train");
    assertThat(first.getString("artifact.id")).isEqualTo(Digits.MODEL.id().toString());
    String id = first.getString("id");

    var repeated = sendAs(MINE, REGISTER, Map.of("input", input));
    assertThat(repeated.getString("data.registerModelVersion.modelVersion.id")).isEqualTo(id);

    var changed = registration("digits", "one", "changed");
    assertThat(code(sendAs(MINE, REGISTER, Map.of("input", changed)))).isEqualTo("CONFLICT");

    var lineage =
        send(
            """
            query($root: ID!) {
              lineage(root: $root) {
                root truncated
                nodes { id kind name type runId taskId state } edges { from to role }
              }
            }
            """,
            Map.of("root", id));
    noErrors(lineage);
    lineage.setRootPath("data.lineage");
    assertThat(lineage.getList("nodes.name"))
        .containsExactly("digits:1", "model", "train", "dataset", "upload");
    assertThat(lineage.getList("nodes.kind"))
        .containsExactly("MODEL_VERSION", "ARTIFACT", "EXECUTION", "ARTIFACT", "EXECUTION");
    assertThat(lineage.getList("edges.role"))
        .containsExactly("REGISTERED", "OUTPUT", "INPUT", "OUTPUT");
    assertThat(lineage.getBoolean("truncated")).isFalse();
  }

  @Test
  void aShortWalkSaysThatItWasCut() {
    var answer =
        send(
            "{ lineage(root: \""
                + Digits.MODEL.id()
                + "\", maxHops: 1) { truncated nodes { id } } }");
    assertThat(answer.getBoolean("data.lineage.truncated")).isTrue();
    assertThat(answer.getList("data.lineage.nodes")).hasSize(2);
    var foreign = send("{ lineage(root: \"" + Digits.FOREIGN_MODEL.id() + "\") { root } }");
    noErrors(foreign);
    assertThat(foreign.<Object>get("data.lineage")).isNull();
  }

  @Test
  void aWalkGoesBothWaysAndTellsSlotsAndTimes() {
    var answer =
        send(
            """
            query($root: ID!) { lineage(root: $root, direction: BOTH, mode: LATEST) {
              nodes { name origin } edges { role slot at } truncated } }
            """,
            Map.of("root", Digits.DATASET.id().toString()));
    noErrors(answer);
    answer.setRootPath("data.lineage");
    assertThat(answer.getList("nodes.name"))
        .startsWith("dataset")
        .contains("upload", "train", "model");
    assertThat(answer.getList("nodes.origin")).contains("TASK");
    assertThat(answer.getList("edges.slot")).contains("dataset", "model");
    assertThat(answer.getList("edges.at")).contains(Digits.NOW.toString());
    assertThat(answer.getBoolean("truncated")).isFalse();
  }

  @Test
  void lineageCanBeSeenAsItWas() {
    Map<String, Object> variables =
        Map.of(
            "root",
            Digits.DATASET.id().toString(),
            "before",
            Digits.NOW.minusSeconds(1).toString());
    var answer =
        send(
            """
            query($root: ID!, $before: DateTime) {
              then: lineage(root: $root, asOf: $before) { root }
              now: lineage(root: $root, asOf: "2026-01-02T03:04:05Z") { root } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.<Object>get("data.then")).isNull();
    assertThat(answer.<Object>get("data.now")).isNotNull();
    var never =
        send(
            "query($root: ID!) { lineage(root: $root, asOf: \"0000-01-01T00:00:00Z\") { root } }",
            Map.of("root", Digits.DATASET.id().toString()));
    assertThat(code(never)).isEqualTo("BAD_INPUT");
  }

  @Test
  void pathsAreTheShortestFirst() {
    Map<String, Object> variables =
        Map.of("from", Digits.DATASET.id().toString(), "to", Digits.MODEL.id().toString());
    var answer =
        send(
            """
            query($from: ID!, $to: ID!) {
              there: lineagePaths(from: $from, to: $to) {
                paths { nodes { name } edges { role } } truncated }
              back: lineagePaths(from: $to, to: $from) { paths { nodes { name } } truncated }
              wrong: lineagePaths(from: "x", to: $from) { truncated } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.getList("data.there.paths[0].nodes.name"))
        .containsExactly("dataset", "train", "model");
    assertThat(answer.getList("data.there.paths[0].edges.role")).containsExactly("INPUT", "OUTPUT");
    assertThat(answer.getList("data.there.paths")).hasSize(1);
    assertThat(answer.getList("data.back.paths")).isEmpty();
    assertThat(answer.<Object>get("data.wrong")).isNull();
    var tooMany =
        send(
            "query($a: ID!) { lineagePaths(from: $a, to: $a, maxPaths: 101) { truncated } }",
            Map.of("a", Digits.MODEL.id().toString()));
    assertThat(code(tooMany)).isEqualTo("BAD_INPUT");
  }

  @Test
  void historiesAreComparedAndImpactIsAsked() {
    Map<String, Object> variables =
        Map.of("a", Digits.DATASET.id().toString(), "b", Digits.MODEL.id().toString());
    var answer =
        send(
            """
            query($a: ID!, $b: ID!) {
              lineageDiff(a: $a, b: $b) { onlyA { name } onlyB { name } shared { name }
                changes { what taskId slot a b } truncated }
              lineageImpact(root: $a) { modelVersions { name } inferenceServices { name } truncated } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.getList("data.lineageDiff.onlyA")).isEmpty();
    assertThat(answer.getList("data.lineageDiff.onlyB.name")).containsExactly("model", "train");
    assertThat(answer.getList("data.lineageDiff.shared.name")).containsExactly("dataset", "upload");
    assertThat(answer.getBoolean("data.lineageImpact.truncated")).isFalse();
  }

  @Test
  void anArtifactOfAnotherProjectCannotBeRegistered() {
    Map<String, Object> input = registration("stolen", "foreign", "");
    input.put("artifactId", Digits.FOREIGN_MODEL.id().toString());
    assertThat(code(send(REGISTER, Map.of("input", input)))).isEqualTo("NOT_FOUND");
  }

  @Test
  void modelsListTheirVersionsNewestFirst() {
    for (String request : List.of("list-1", "list-2")) {
      noErrors(send(REGISTER, Map.of("input", registration("listed", request, ""))));
    }
    var answer =
        send(
            """
            {
              registeredModel(name: "listed") { latestVersion versions { version run { id } } }
              modelVersion(model: "listed", version: "2") { version artifact { name } }
              missing: modelVersion(model: "listed", version: "3") { version }
              registeredModels { name }
            }
            """);
    noErrors(answer);
    assertThat(answer.getList("data.registeredModel.versions.version")).containsExactly("2", "1");
    assertThat(answer.<Object>get("data.registeredModel.versions[0].run")).isNull();
    assertThat(answer.getString("data.modelVersion.artifact.name")).isEqualTo("model");
    assertThat(answer.<Object>get("data.missing")).isNull();
    assertThat(answer.getList("data.registeredModels.name")).contains("listed");
  }

  @Test
  void aModelVersionIsDeployedUnderAName() {
    noErrors(send(REGISTER, Map.of("input", registration("served", "serve-1", ""))));
    String deploy =
        """
        mutation($input: DeployModelInput!) {
          deployModel(input: $input) { inferenceService { name model version state address } }
        }
        """;
    var input = Map.of("service", "digits", "model", "served", "version", "1");
    var answer = sendAs(MINE, deploy, Map.of("input", input));
    noErrors(answer);
    assertThat(answer.getString("data.deployModel.inferenceService.state")).isEqualTo("READY");
    assertThat(
            send("{ inferenceServices { name version } }").getList("data.inferenceServices.name"))
        .contains("digits");
    var missing = Map.of("service", "digits", "model", "served", "version", "9");
    assertThat(code(send(deploy, Map.of("input", missing)))).isEqualTo("NOT_FOUND");
    var badName = Map.of("service", "Not A Label", "model", "served", "version", "1");
    assertThat(code(send(deploy, Map.of("input", badName)))).isEqualTo("BAD_INPUT");
  }

  @Test
  void creatingATriggerAgainReplacesIt() {
    noErrors(send(CREATE_TRIGGER, Map.of("input", trigger("{key}"))));
    var again = send(CREATE_TRIGGER, Map.of("input", trigger("{uri}")));
    noErrors(again);
    assertThat(again.getString("data.createTrigger.trigger.prefix")).isEmpty();
    var all = send("{ triggers { name parameters { name value } } }");
    assertThat(all.getList("data.triggers.name")).containsOnlyOnce("on-upload");
    assertThat(all.getString("data.triggers.find { it.name == 'on-upload' }.parameters[0].value"))
        .isEqualTo("{uri}");
  }

  @Test
  void anUnknownPlaceholderIsRefusedWithItsName() {
    var answer = send(CREATE_TRIGGER, Map.of("input", trigger("{file}")));
    assertThat(code(answer)).isEqualTo("BAD_INPUT");
    assertThat(answer.getString("errors[0].message")).contains("{file}");
  }

  @Test
  void aTaskMayNotCreateTriggers() {
    assertThat(code(sendAs(MINE, CREATE_TRIGGER, Map.of("input", trigger("{key}")))))
        .isEqualTo("FORBIDDEN");
  }

  @Test
  void anUnknownTokenIsNeverTheLocalUser() {
    for (String authorization : List.of("Bearer unknown", "Bearer ", "Basic dXNlcjpwYXNz")) {
      for (String document : List.of("{ runs { nodes { id } } }", "{ functions { name } }")) {
        var answer = sendAs(authorization, document, Map.of());
        assertThat(code(answer)).as(authorization).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.<Object>get("data.runs")).isNull();
      }
    }
  }

  @Test
  void aDefectHasACodeAndKeepsItsDetailsToTheLog() {
    for (String document : List.of("{ runs { nodes { id } } }", "{ functions { name } }")) {
      var answer = sendAs("Bearer " + TwoAttempts.BROKEN, document, Map.of());
      assertThat(code(answer)).isEqualTo("INTERNAL");
      assertThat(answer.prettify()).doesNotContain("10.0.0.1");
    }
  }

  @Test
  void functionsAreDescribedWithoutBlockingAnEventLoop() {
    var answer =
        send("{ functions { name kind state replicas reason since lastColdStartMillis } }");
    noErrors(answer);
    assertThat(answer.getString("data.functions[0].state")).isEqualTo("ZERO");
    assertThat(answer.getDouble("data.functions[0].lastColdStartMillis")).isEqualTo(1500);
  }

  @Test
  void queriesThatAreTooDeepOrTooWideAreRefused() {
    String deep = "{ __schema { types { fields { type " + "{ ofType ".repeat(15) + "{ name }";
    var answer = send(deep + " }".repeat(19));
    assertThat(answer.getString("errors[0].message")).containsIgnoringCase("depth");
    StringBuilder wide = new StringBuilder("{ ");
    for (int i = 0; i < 401; i++) {
      wide.append("a").append(i).append(": triggers { name } ");
    }
    assertThat(send(wide.append('}').toString()).getString("errors[0].message"))
        .containsIgnoringCase("complexity");
  }

  @Test
  void queriesWithManyAliasesAreRefused() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      fields.append("a").append(i).append(": triggers { name } ");
    }
    noErrors(send("{ " + fields + "}"));
    // Fragments and other operations count too, used or not.
    var answer =
        send("query Q { ...F } fragment F on Query { " + fields + "one: triggers { name } }");
    assertThat(answer.getString("errors[0].message")).contains("at most 30 aliases");
  }

  @Test
  void requestsThatAreTooLongAreRefused() {
    String padding = "#".repeat(1 << 20);
    var answer =
        given()
            .contentType("application/json")
            .body(Map.of("query", "{ triggers { name } } " + padding))
            .post("/graphql");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("error.code")).isEqualTo("TOO_LARGE");
  }

  private static JsonPath ofAnother(String document) {
    var answer = sendAs("Bearer " + TwoAttempts.FOREIGN, document, Map.of());
    noErrors(answer);
    return answer;
  }

  private static Map<String, Object> registration(
      String model, String clientRequestId, String description) {
    return new HashMap<>(
        Map.of(
            "model",
            model,
            "artifactId",
            Digits.MODEL.id().toString(),
            "description",
            description,
            "metrics",
            List.of(Map.of("key", "accuracy", "value", 0.97)),
            "clientRequestId",
            clientRequestId));
  }

  private static Map<String, Object> trigger(String template) {
    return Map.of(
        "name",
        "on-upload",
        "bucket",
        "incoming",
        "suffix",
        ".csv",
        "pipeline",
        "digits",
        "parameters",
        List.of(Map.of("name", "data", "value", template)));
  }

  private static void noErrors(JsonPath answer) {
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
  }

  private static String code(JsonPath answer) {
    return answer.getString("errors[0].extensions.code");
  }
}
