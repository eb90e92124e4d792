package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Recurring runs through the API of Kubeflow Pipelines. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class KfpRecurringTest {
  private static final String NIGHTLY = "{\"cron_schedule\": {\"cron\": \"0 0 3 ? * MON-FRI\"}}";

  @Inject TestedFunction function;

  private static String body(String experiment, String trigger, String more) {
    return """
    {"display_name": "schedule", "experiment_id": "%s", "pipeline_spec": %s, "trigger": %s,
     "runtime_config": {"parameters": {"rows": 1, "label": "[[Index]] [[RunUUID]]"}}%s}
    """
        .formatted(experiment, Live.ONE_STEP, trigger, more);
  }

  private static JsonPath create(String experiment, String trigger, String more) {
    return Kfp.ok(Kfp.post("/recurringruns", body(experiment, trigger, more)));
  }

  private static List<String> runs(String experiment) {
    List<String> ids =
        Kfp.ok(Kfp.get("/runs?sort_by=scheduled_at&experiment_id=" + experiment))
            .getList("runs.run_id");
    return ids == null ? List.of() : ids;
  }

  @Test
  void aScheduleIsShownAsItWasSent() {
    String experiment = Kfp.experiment("shown schedules");
    JsonPath made = create(experiment, NIGHTLY, ", \"max_concurrency\": 99, \"no_catchup\": true");
    String id = made.getString("recurring_run_id");
    assertThat(made.getString("max_concurrency")).isEqualTo("10");
    assertThat(made.getString("status")).isEqualTo("ENABLED");
    assertThat(made.getBoolean("no_catchup")).isTrue();
    assertThat(made.getString("trigger.cron_schedule.cron")).isEqualTo("0 0 3 ? * MON-FRI");
    assertThat(made.getMap("runtime_config.parameters"))
        .isEqualTo(Map.of("rows", 1, "label", "[[Index]] [[RunUUID]]"));
    assertThat(Kfp.ok(Kfp.get("/recurringruns/" + id)).getMap("")).isEqualTo(made.getMap(""));
    JsonPath listed = Kfp.ok(Kfp.get("/recurringruns?experiment_id=" + experiment));
    assertThat(listed.getList("recurringRuns.recurring_run_id")).containsExactly(id);
    Kfp.ok(Kfp.post("/recurringruns/" + id + ":disable", ""));
    JsonPath off = Kfp.ok(Kfp.get("/recurringruns/" + id));
    assertThat(off.getString("status")).isEqualTo("DISABLED");
    assertThat(off.getString("mode")).isEqualTo("DISABLE");
    Kfp.ok(Kfp.post("/recurringruns/" + id + ":enable", ""));
    assertThat(Kfp.ok(Kfp.get("/recurringruns/" + id)).getString("status")).isEqualTo("ENABLED");
    Kfp.ok(Kfp.delete("/recurringruns/" + id));
    Kfp.refused(Kfp.get("/recurringruns/" + id), 404, 5, id);
  }

  @Test
  void aTimeThatHasComeStartsOneRunAndTheNextWaitsForIt() {
    String experiment = Kfp.experiment("ticking");
    String start = Instant.now().minusSeconds(100).truncatedTo(ChronoUnit.MICROS).toString();
    String trigger =
        "{\"periodic_schedule\": {\"start_time\": \"%s\", \"interval_second\": \"30\"}}"
            .formatted(start);
    String id =
        create(experiment, trigger, ", \"max_concurrency\": 2").getString("recurring_run_id");
    Live.until("two runs are started", () -> runs(experiment).size() == 2);
    JsonPath first = Kfp.ok(Kfp.get("/runs/" + runs(experiment).getFirst()));
    String run = first.getString("run_id");
    assertThat(first.getString("recurring_run_id")).isEqualTo(id);
    assertThat(first.getString("runtime_config.parameters.label")).isEqualTo("1 " + run);
    assertThat(Instant.parse(first.getString("scheduled_at")))
        .isEqualTo(Instant.parse(start).plusSeconds(30));
    assertThat(Live.run(run).getString("trigger.kind")).isEqualTo("SCHEDULE");
    Live.complete(function.called(run));
    Live.until("the third run is started", () -> runs(experiment).size() == 3);
    Kfp.ok(Kfp.post("/experiments/" + experiment + ":archive", ""));
    assertThat(Kfp.ok(Kfp.get("/recurringruns/" + id)).getString("status")).isEqualTo("DISABLED");
    Kfp.refused(Kfp.post("/recurringruns/" + id + ":enable", ""), 400, 9, "archived");
  }

  @Test
  void aScheduleWhosePipelineIsGoneTellsWhyItStartsNothing() {
    JsonPath pipeline =
        Kfp.ok(
            given()
                .multiPart("uploadfile", "gone.yaml", Live.ONE_STEP.getBytes(), "text/yaml")
                .post(Kfp.ROOT + "/pipelines/upload"));
    String body =
        """
        {"display_name": "orphan", "trigger": {"periodic_schedule": {"interval_second": 1}},
         "pipeline_version_reference": {"pipeline_id": "%s"}, "mode": "DISABLE",
         "runtime_config": {"parameters": {"rows": 1, "label": "x"}}}
        """
            .formatted(pipeline.getString("pipeline_id"));
    String id = Kfp.ok(Kfp.post("/recurringruns", body)).getString("recurring_run_id");
    String path = Kfp.ROOT + "/pipelines/" + pipeline.getString("pipeline_id");
    Kfp.ok(given().queryParam("cascade", "true").delete(path));
    Kfp.ok(Kfp.post("/recurringruns/" + id + ":enable", ""));
    Live.until(
        "the schedule tells",
        () ->
            String.valueOf(Kfp.ok(Kfp.get("/recurringruns/" + id)).getString("error.message"))
                .contains("pipeline"));
    Kfp.ok(Kfp.delete("/recurringruns/" + id));
  }

  @Test
  void whatCannotBeStartedIsRefused() {
    for (String trigger :
        List.of(
            "{}",
            "{\"cron_schedule\": {\"cron\": \"* * * * *\"}}",
            "{\"periodic_schedule\": {\"interval_second\": 0}}",
            "{\"periodic_schedule\": {\"interval_second\": 1}, \"cron_schedule\": {\"cron\":"
                + " \"@daily\"}}")) {
      assertThat(Kfp.post("/recurringruns", body("", trigger, "")).statusCode())
          .as(trigger)
          .isEqualTo(400);
    }
    String wrong = body("", NIGHTLY, "").replace("\"rows\": 1,", "\"rows\": \"many\",");
    Kfp.refused(Kfp.post("/recurringruns", wrong), 400, 3, "parameter rows");
    String unknown = UUID.randomUUID().toString();
    Kfp.refused(Kfp.post("/recurringruns", body(unknown, NIGHTLY, "")), 404, 5, unknown);
    Kfp.refused(Kfp.post("/recurringruns/" + unknown + ":enable", ""), 404, 5, unknown);
  }
}
