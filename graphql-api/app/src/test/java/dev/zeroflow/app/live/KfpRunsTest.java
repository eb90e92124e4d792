package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.contract.TaskInvocation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs through the API of Kubeflow Pipelines. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class KfpRunsTest {
  @Inject TestedFunction function;

  private static JsonPath create(String name, String label) {
    return Kfp.ok(Kfp.post("/runs", Kfp.run(name, label)));
  }

  private static JsonPath get(String run) {
    return Kfp.ok(Kfp.get("/runs/" + run));
  }

  private static List<String> listed(String experiment, String query) {
    JsonPath page = Kfp.ok(Kfp.get("/runs?experiment_id=" + experiment + "&" + query));
    List<String> names = page.getList("runs.display_name");
    return names == null ? List.of() : names;
  }

  @Test
  void aRunIsShownAsItWasSentAndAsItWent() {
    JsonPath created = create("first", "kfp first");
    String run = created.getString("run_id");
    assertThat(created.getString("state")).isIn("PENDING", "RUNNING");
    assertThat(created.getString("finished_at")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(created.getMap("pipeline_spec.pipelineInfo")).isEqualTo(Map.of("name", "one-step"));
    assertThat(created.getMap("runtime_config.parameters"))
        .isEqualTo(Map.of("rows", 3, "label", "kfp first"));
    assertThat(created.<Object>get("recurring_run_id")).isNull();
    assertThat(created.<Object>get("pipeline_version_reference")).isNull();
    Live.complete(function.called(run));
    Live.awaitState(run, "SUCCEEDED");
    JsonPath ended = get(run);
    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getString("finished_at")).isGreaterThan("2020");
    assertThat(ended.getList("state_history.state"))
        .containsExactly("PENDING", "RUNNING", "SUCCEEDED");
    assertThat(ended.getList("run_details.task_details.task_id")).containsExactly("step");
    assertThat(ended.getString("run_details.task_details[0].state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getString("run_details.task_details[0].run_id")).isEqualTo(run);
  }

  @Test
  void aRunThatFailedTellsWhyAndIsTriedAgain() {
    String run = create("failing", "kfp failing").getString("run_id");
    Live.fail(function.called(run));
    Live.awaitState(run, "FAILED");
    JsonPath failed = get(run);
    assertThat(failed.getInt("error.code")).isEqualTo(3);
    assertThat(failed.getString("error.message"))
        .contains("step", "BAD_TABLE", "row 7 has no label");
    Kfp.ok(Kfp.post("/runs/" + run + ":retry", ""));
    TaskInvocation again = function.called(run);
    assertThat(again.attempt()).isEqualTo(2);
    Live.complete(again);
    Live.awaitState(run, "SUCCEEDED");
    Kfp.refused(Kfp.post("/runs/" + run + ":retry", ""), 400, 9, "SUCCEEDED");
  }

  @Test
  void aTerminatedRunHasFailedForTheseClientsAndIsCanceledElsewhere() {
    String run = create("ended", "kfp ended").getString("run_id");
    function.called(run);
    Kfp.ok(Kfp.post("/runs/" + run + ":terminate", ""));
    Live.awaitState(run, "CANCELED");
    JsonPath ended = get(run);
    assertThat(ended.getString("state")).isEqualTo("FAILED");
    assertThat(ended.getInt("error.code")).isEqualTo(1);
    assertThat(ended.getList("state_history.state")).contains("CANCELED");
    Kfp.refused(Kfp.post("/runs/" + run + ":terminate", ""), 400, 9, "CANCELED");
    String failed = Kfp.filter("state", "EQUALS", "FAILED");
    JsonPath found =
        Kfp.ok(given().queryParam("filter", failed).queryParam("page_size", 200).get(Kfp.RUNS));
    assertThat(found.getList("runs.run_id")).contains(run);
  }

  @Test
  void listsHavePagesThatAreBoundToTheirQuestion() {
    String experiment = Kfp.experiment("pages");
    for (String name : List.of("b", "a", "c")) {
      String run =
          Kfp.ok(Kfp.post("/runs", Kfp.run(name, "pages " + name, experiment))).get("run_id");
      function.called(run);
    }
    assertThat(listed(experiment, "")).containsExactly("b", "a", "c");
    assertThat(listed(experiment, "sort_by=created_at desc")).containsExactly("c", "a", "b");
    assertThat(listed(experiment, "sort_by=display_name")).containsExactly("a", "b", "c");
    JsonPath first =
        Kfp.ok(Kfp.get("/runs?experiment_id=" + experiment + "&sort_by=name desc&page_size=2"));
    assertThat(first.getList("runs.display_name")).containsExactly("c", "b");
    assertThat(first.getInt("total_size")).isEqualTo(3);
    String token = first.getString("next_page_token");
    String next = "page_size=2&page_token=" + token;
    JsonPath second =
        Kfp.ok(Kfp.get("/runs?experiment_id=" + experiment + "&sort_by=name desc&" + next));
    assertThat(second.getList("runs.display_name")).containsExactly("a");
    assertThat(second.getInt("total_size")).isEqualTo(3);
    assertThat(second.<Object>get("next_page_token")).isNull();
    for (String other : List.of("&sort_by=name", "", "&sort_by=created_at desc")) {
      Kfp.refused(
          Kfp.get("/runs?experiment_id=" + experiment + other + "&" + next), 400, 3, "page_token");
    }
    Kfp.refused(Kfp.get("/runs?sort_by=name desc&" + next), 400, 3, "page_token");
    Kfp.refused(Kfp.get("/runs?page_size=-1"), 400, 3, "page_size");
    Kfp.refused(Kfp.get("/runs?page_size=x"), 400, 3, "page_size");
    Kfp.refused(Kfp.get("/runs?sort_by=secret"), 400, 3, "secret");
    Kfp.refused(Kfp.get("/runs?page_token=x"), 400, 3, "page_token");
  }

  @Test
  void anArchivedExperimentTakesItsRunsAlong() {
    String experiment = Kfp.experiment("archived");
    String run =
        Kfp.ok(Kfp.post("/runs", Kfp.run("in it", "archived", experiment))).getString("run_id");
    function.called(run);
    Kfp.ok(Kfp.post("/experiments/" + experiment + ":archive", ""));
    assertThat(get(run).getString("storage_state")).isEqualTo("ARCHIVED");
    Kfp.refused(Kfp.post("/runs/" + run + ":unarchive", ""), 400, 9, "archived");
    Kfp.refused(Kfp.post("/runs", Kfp.run("late", "late", experiment)), 400, 9, "archived");
    Kfp.ok(Kfp.post("/experiments/" + experiment + ":unarchive", ""));
    assertThat(get(run).getString("storage_state")).isEqualTo("ARCHIVED");
    Kfp.ok(Kfp.post("/runs/" + run + ":unarchive", ""));
    assertThat(get(run).getString("storage_state")).isEqualTo("AVAILABLE");
    Kfp.ok(Kfp.delete("/experiments/" + experiment));
    assertThat(get(run).getString("experiment_id")).isEqualTo(Kfp.defaultExperiment());
  }

  @Test
  void tasksAreReadOneByOneAndInPages() {
    String run = create("with tasks", "kfp tasks").getString("run_id");
    TaskInvocation call = function.called(run);
    JsonPath running = Kfp.ok(Kfp.get("/runs/" + run + "/tasks/step"));
    assertThat(running.getString("state")).isEqualTo("RUNNING");
    Live.complete(call);
    Live.awaitState(run, "SUCCEEDED");
    JsonPath task = Kfp.ok(Kfp.get("/runs/" + run + "/tasks/step"));
    assertThat(task.getString("name")).isEqualTo("step");
    assertThat(task.getString("task_id")).isEqualTo("step");
    assertThat(task.getString("run_id")).isEqualTo(run);
    assertThat(task.getString("type")).isEqualTo("RUNTIME");
    assertThat(task.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(task.getList("state_history.state")).containsExactly("RUNNING", "SUCCEEDED");
    assertThat(task.getList("inputs.parameters"))
        .containsExactly(
            Map.of("parameter_key", "label", "value", "kfp tasks"),
            Map.of("parameter_key", "rows", "value", 3));
    assertThat(task.getList("outputs.parameters"))
        .containsExactly(Map.of("parameter_key", "sum", "value", 6, "type", "OUTPUT"));
    JsonPath all = Kfp.ok(Kfp.get("/runs/" + run + "/tasks?page_size=1"));
    assertThat(all.getList("tasks")).containsExactly(task.getMap(""));
    assertThat(all.getInt("total_size")).isEqualTo(1);
    assertThat(all.<Object>get("next_page_token")).isNull();
    Kfp.refused(Kfp.get("/runs/" + run + "/tasks/none"), 404, 5, "none");
    Kfp.refused(Kfp.get("/runs/" + run + "/tasks?page_token=x"), 400, 3, "page_token");
    Kfp.refused(Kfp.get("/runs/" + run + "/tasks?sort_by=name"), 400, 3, "sort_by");
    Kfp.refused(Kfp.get("/runs/" + UUID.randomUUID() + "/tasks"), 404, 5, "run");
    String unknown = "/runs/" + run + "/nodes/step/artifacts/none:read";
    Kfp.refused(Kfp.get(unknown), 404, 5, "none");
    String artifact = UUID.randomUUID().toString();
    Kfp.refused(Kfp.get("/artifacts/" + artifact), 404, 5, artifact);
    Kfp.refused(Kfp.get("/artifacts?sort_by=digest"), 400, 3, "digest");
  }

  @Test
  void theDefaultExperimentTellsOfRunsOfTheServersOwnApi() {
    String run = Live.submit("newest of all");
    JsonPath shown = Kfp.ok(Kfp.get("/experiments/" + Kfp.defaultExperiment()));
    assertThat(Instant.parse(shown.getString("last_run_created_at")))
        .isAfterOrEqualTo(Instant.parse(get(run).getString("created_at")));
    function.called(run);
  }

  @Test
  void theDefaultExperimentStaysInUse() {
    String path = "/experiments/" + Kfp.defaultExperiment();
    Kfp.refused(Kfp.post(path + ":archive", ""), 400, 9, "default experiment");
    Kfp.refused(Kfp.delete(path), 400, 9, "default experiment");
    assertThat(Kfp.ok(Kfp.get(path)).getString("storage_state")).isEqualTo("AVAILABLE");
  }

  @Test
  void aDeletedRunIsEndedAndGone() {
    String run = create("deleted", "kfp deleted").getString("run_id");
    function.called(run);
    Kfp.ok(Kfp.post("/runs/" + run + ":terminate", ""));
    Live.awaitState(run, "CANCELED");
    Kfp.ok(Kfp.delete("/runs/" + run));
    Kfp.refused(Kfp.get("/runs/" + run), 404, 5, run);
    Kfp.refused(Kfp.delete("/runs/" + run), 404, 5, run);
  }

  @Test
  void aRunOfTheServersOwnApiIsInTheDefaultExperiment() {
    String run = Live.submit("own api");
    JsonPath shown = get(run);
    assertThat(shown.getString("experiment_id")).isEqualTo(Kfp.defaultExperiment());
    assertThat(shown.getString("display_name")).isEqualTo("one-step");
    Kfp.ok(Kfp.post("/runs/" + run + ":archive", ""));
    assertThat(get(run).getString("storage_state")).isEqualTo("ARCHIVED");
    function.called(run);
  }

  @Test
  void whatCannotBeRunIsRefusedByName() {
    Kfp.refused(Kfp.post("/runs", Kfp.run("", "no name")), 400, 3, "display_name");
    Kfp.refused(Kfp.post("/runs", "{\"display_name\": \"nothing\"}"), 400, 3, "pipeline_spec");
    Kfp.refused(Kfp.post("/runs", "{\"name\": \"v1\"}"), 400, 3, "\"name\"");
    Kfp.refused(Kfp.post("/runs", "["), 400, 3, "JSON");
    for (var entry :
        Map.of(
                "rows", "\"rows\": \"many\", \"label\": \"x\"",
                "label", "\"rows\": 1",
                "cols", "\"cols\": 1")
            .entrySet()) {
      String body = Kfp.runWith("refused", "", "{" + entry.getValue() + "}");
      Kfp.refused(Kfp.post("/runs", body), 400, 3, "parameter " + entry.getKey());
    }
    String unknown = UUID.randomUUID().toString();
    Kfp.refused(Kfp.post("/runs", Kfp.run("lost", "x", unknown)), 404, 5, unknown);
    Kfp.refused(Kfp.get("/runs/" + unknown), 404, 5, unknown);
    Kfp.refused(Kfp.get("/runs/no-id"), 404, 5, "no-id");
  }

  @Test
  void aTaskMayUseNothingOfIt() {
    String run = "/runs/" + UUID.randomUUID();
    for (String path :
        List.of(
            "/runs",
            "/experiments",
            "/artifacts",
            "/artifacts/" + UUID.randomUUID(),
            run,
            run + "/tasks",
            run + "/tasks/step",
            run + "/nodes/step/artifacts/table:read")) {
      Response task =
          given().header("Authorization", "Bearer " + TwoAttempts.MINE).get(Kfp.ROOT + path);
      Kfp.refused(task, 403, 7, "task");
      Response nobody = given().header("Authorization", "Bearer nobody").get(Kfp.ROOT + path);
      Kfp.refused(nobody, 401, 16, "token");
    }
  }

  @Test
  void headersAndQueriesOfTheClientAreAccepted() {
    assertThat(
            given()
                .contentType("application/json")
                .get(Kfp.ROOT + "/healthz")
                .jsonPath()
                .getMap(""))
        .isEqualTo(Map.of("multi_user", false, "pipeline_store", "database"));
    Kfp.ok(
        given()
            .contentType("application/json")
            .get(
                Kfp.RUNS + "?page_token=&page_size=10&sort_by=&experiment_id=&namespace=&filter="));
    Kfp.refused(Kfp.get("/nothing"), 404, 5, "nothing at this address");
  }
}
