package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Speaks the API of Kubeflow Pipelines as its client does. */
final class Kfp {
  static final String ROOT = "/apis/v2beta1";
  static final String RUNS = ROOT + "/runs";

  private Kfp() {}

  static Response get(String path) {
    return given().contentType("application/json").get(ROOT + path);
  }

  static Response post(String path, String body) {
    return given()
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .body(body)
        .post(ROOT + path);
  }

  static Response delete(String path) {
    return given().contentType("application/json").delete(ROOT + path);
  }

  static JsonPath ok(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  /** An error as gRPC gateways write it. */
  static void refused(Response answer, int status, int code, String message) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    JsonPath body = answer.jsonPath();
    assertThat(body.getInt("code")).isEqualTo(code);
    assertThat(body.getString("message")).contains(message).isEqualTo(body.getString("error"));
    assertThat(body.getString("details[0].'@type'"))
        .isEqualTo("type.googleapis.com/google.rpc.Status");
  }

  /** An error of the upload addresses. */
  static void uploadRefused(Response answer, int status, String message) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("error_message")).contains(message);
    assertThat(answer.jsonPath().getString("error_details")).contains(message);
  }

  static String run(String name, String label) {
    return run(name, label, "");
  }

  static String run(String name, String label, String experiment) {
    return runWith(name, experiment, Live.parameters(3, label));
  }

  static String runWith(String name, String experiment, String parameters) {
    return """
    {"display_name": "%s", "experiment_id": "%s", "pipeline_spec": %s,
     "runtime_config": {"parameters": %s}}
    """
        .formatted(name, experiment, Live.ONE_STEP, parameters);
  }

  static String experiment(String name) {
    return ok(post("/experiments", "{\"display_name\": \"" + name + "\"}"))
        .getString("experiment_id");
  }

  static String defaultExperiment() {
    JsonPath found =
        ok(
            given()
                .queryParam("filter", filter("display_name", "EQUALS", "Default"))
                .get(ROOT + "/experiments"));
    assertThat(found.getList("experiments")).hasSize(1);
    return found.getString("experiments[0].experiment_id");
  }

  static String filter(String key, String operation, String text) {
    return """
    {"predicates": [{"operation": "%s", "key": "%s", "stringValue": "%s"}]}
    """
        .formatted(operation, key, text);
  }
}
