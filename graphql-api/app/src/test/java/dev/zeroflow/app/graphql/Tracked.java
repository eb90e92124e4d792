package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Logs to the running server as a tracking client does. */
public final class Tracked {
  private static final long NOW = 1_767_323_045_000L;

  private Tracked() {}

  private static JsonPath post(String path, Map<String, Object> body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Its number. */
  public static String experiment(String name) {
    return post("experiments/create", Map.of("name", name)).getString("experiment_id");
  }

  /** Its id. */
  public static String run(String experiment, String name, Map<String, String> tags) {
    List<Map<String, String>> entries =
        tags.entrySet().stream()
            .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
            .toList();
    Map<String, Object> body =
        Map.of("experiment_id", experiment, "run_name", name, "start_time", NOW, "tags", entries);
    return post("runs/create", body).getString("run.info.run_id");
  }

  public static void delete(String run) {
    post("runs/delete", Map.of("run_id", run));
  }

  public static void parameter(String run, String key, String value) {
    post("runs/log-parameter", Map.of("run_id", run, "key", key, "value", value));
  }

  public static void metric(String run, String key, double value, long step) {
    Object sent = Double.isFinite(value) ? value : Double.toString(value);
    post(
        "runs/log-metric",
        Map.of("run_id", run, "key", key, "value", sent, "timestamp", NOW, "step", step));
  }

  /** One figure for each step from 0 on. */
  public static void metrics(String run, String key, double... values) {
    List<Map<String, Object>> points = new ArrayList<>();
    for (int step = 0; step < values.length; step++) {
      points.add(Map.of("key", key, "value", values[step], "timestamp", NOW, "step", step));
      if (points.size() == 1_000 || step == values.length - 1) {
        post("runs/log-batch", Map.of("run_id", run, "metrics", List.copyOf(points)));
        points.clear();
      }
    }
  }

  public static void dataset(String run, String name, String digest) {
    Map<String, Object> dataset =
        Map.of("name", name, "digest", digest, "source_type", "local", "source", "{}");
    var tags = List.of(Map.of("key", "mlflow.data.context", "value", "train"));
    post(
        "runs/log-inputs",
        Map.of("run_id", run, "datasets", List.of(Map.of("dataset", dataset, "tags", tags))));
  }

  /** Its id. */
  public static String model(String experiment) {
    return post("logged-models", Map.of("experiment_id", experiment, "name", "net"))
        .getString("model.info.model_id");
  }

  public static void output(String run, String model) {
    post(
        "runs/outputs",
        Map.of("run_id", run, "models", List.of(Map.of("model_id", model, "step", 0))));
  }

  /** Tells a trace and returns its id. */
  static String trace(String experiment) {
    String id = "tr-" + UUID.randomUUID().toString().replace("-", "");
    Map<String, Object> info =
        Map.of(
            "trace_id",
            id,
            "trace_location",
            Map.of(
                "type",
                "MLFLOW_EXPERIMENT",
                "mlflow_experiment",
                Map.of("experiment_id", experiment)),
            "request_time",
            "2026-01-02T03:04:05Z",
            "state",
            "OK");
    given()
        .contentType("application/json")
        .body(Map.of("trace", Map.of("trace_info", info)))
        .post("/api/3.0/mlflow/traces")
        .then()
        .statusCode(200);
    return id;
  }
}
