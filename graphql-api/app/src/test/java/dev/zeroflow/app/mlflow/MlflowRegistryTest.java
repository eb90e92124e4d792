package dev.zeroflow.app.mlflow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlProfile;
import dev.zeroflow.app.graphql.TwoAttempts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The registry as MLflow's clients speak to it. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class MlflowRegistryTest {
  private static final String ROOT = "/api/2.0/mlflow/";

  private final String model = "model " + UUID.randomUUID();

  private static Response send(String method, String path, Map<String, ?> body) {
    return given().contentType("application/json").body(body).request(method, ROOT + path);
  }

  private static Response get(String path, Map<String, ?> query) {
    return given().queryParams(query).get(ROOT + path);
  }

  private static JsonPath ok(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("error_code")).isEqualTo(code);
    assertThat(answer.jsonPath().getString("message")).isNotBlank();
  }

  private void create() {
    ok(send("POST", "registered-models/create", Map.of("name", model)));
  }

  private JsonPath version(String source) {
    return ok(send("POST", "model-versions/create", Map.of("name", model, "source", source)));
  }

  @Test
  void aModelIsCreatedChangedAndDeleted() {
    var tags = List.of(Map.of("key", "team", "value", "vision"));
    var request = Map.of("name", model, "description", "first", "tags", tags);
    JsonPath created = ok(send("POST", "registered-models/create", request));
    assertThat(created.getString("registered_model.name")).isEqualTo(model);
    assertThat(created.getList("registered_model.tags")).isEqualTo(tags);
    refused(send("POST", "registered-models/create", request), 400, "RESOURCE_ALREADY_EXISTS");
    var described = Map.of("name", model, "description", "second");
    assertThat(
            ok(send("PATCH", "registered-models/update", described))
                .getString("registered_model.description"))
        .isEqualTo("second");
    ok(send("DELETE", "registered-models/delete-tag", Map.of("name", model, "key", "team")));
    ok(send("POST", "registered-models/set-tag", Map.of("name", model, "key", "a", "value", "b")));
    var renamed = Map.of("name", model, "new_name", model + "2");
    JsonPath after = ok(send("POST", "registered-models/rename", renamed));
    assertThat(after.getList("registered_model.tags.key")).containsExactly("a");
    ok(send("DELETE", "registered-models/delete", Map.of("name", model + "2")));
    refused(get("registered-models/get", Map.of("name", model)), 404, "RESOURCE_DOES_NOT_EXIST");
    refused(get("registered-models/get", Map.of()), 400, "INVALID_PARAMETER_VALUE");
    refused(
        send("POST", "registered-models/create", Map.of("name", "a/b")),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  @Test
  void versionsAreReadyAtOnce() {
    create();
    JsonPath first = version("s3://bucket/models/1");
    assertThat(first.getString("model_version.version")).isEqualTo("1");
    assertThat(first.getString("model_version.status")).isEqualTo("READY");
    assertThat(first.getString("model_version.current_stage")).isEqualTo("None");
    version("https://example.org/models/2");
    Map<String, String> second = Map.of("name", model, "version", "2");
    assertThat(ok(get("model-versions/get-download-uri", second)).getString("artifact_uri"))
        .isEqualTo("https://example.org/models/2");
    Map<String, String> tag = Map.of("name", model, "version", "2", "key", "a", "value", "b");
    ok(send("POST", "model-versions/set-tag", tag));
    assertThat(ok(get("model-versions/get", second)).getString("model_version.tags[0].value"))
        .isEqualTo("b");
    ok(send("DELETE", "model-versions/delete-tag", tag));
    ok(send("DELETE", "model-versions/delete", second));
    refused(get("model-versions/get", second), 404, "RESOURCE_DOES_NOT_EXIST");
    assertThat(version("s3://bucket/models/3").getString("model_version.version")).isEqualTo("3");
    refused(
        get("model-versions/get", Map.of("name", model, "version", "x")),
        400,
        "INVALID_PARAMETER_VALUE");
    refused(
        send(
            "POST",
            "model-versions/create",
            Map.of("name", model + "?", "source", "s3://bucket/x")),
        404,
        "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void aRetriedRequestWithAKeyMakesOneVersion() {
    create();
    for (int i = 0; i < 2; i++) {
      Response answer =
          given()
              .contentType("application/json")
              .header("Idempotency-Key", "key-" + model.hashCode())
              .body(Map.of("name", model, "source", "s3://bucket/x"))
              .post(ROOT + "model-versions/create");
      assertThat(ok(answer).getString("model_version.version")).isEqualTo("1");
    }
  }

  @Test
  void filesOfTheServerAreNoSource() {
    create();
    for (String source :
        List.of(
            "/etc/passwd",
            "file:///etc/passwd",
            "mlflow-artifacts:/../x",
            "mlflow-artifacts:/%2e%2e/x",
            "https://h/%252e%252e/x")) {
      refused(
          send("POST", "model-versions/create", Map.of("name", model, "source", source)),
          400,
          "INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void aRunAndAnotherVersionAreSources() {
    create();
    String run =
        ok(send("POST", "runs/create", Map.of("experiment_id", "0", "start_time", 1)))
            .getString("run.info.run_id");
    JsonPath first = version("runs:/" + run + "/model");
    assertThat(first.getString("model_version.run_id")).isEqualTo(run);
    Map<String, String> key = Map.of("name", model, "version", "1");
    String location = ok(get("model-versions/get-download-uri", key)).getString("artifact_uri");
    assertThat(location).isEqualTo("mlflow-artifacts:/0/" + run + "/artifacts/model");
    JsonPath copy = version("models:/" + model + "/1");
    assertThat(copy.getString("model_version.run_id")).isEqualTo(run);
    assertThat(
            ok(get("model-versions/get-download-uri", Map.of("name", model, "version", "2")))
                .getString("artifact_uri"))
        .isEqualTo(location);
    refused(
        send(
            "POST",
            "model-versions/create",
            Map.of("name", model, "source", "runs:/" + "0".repeat(32) + "/m")),
        404,
        "RESOURCE_DOES_NOT_EXIST");
    refused(
        send(
            "POST",
            "model-versions/create",
            Map.of("name", model, "source", "models:/m-" + "0".repeat(32))),
        404,
        "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void aMissingAliasIsABadRequest() {
    create();
    version("s3://bucket/1");
    Map<String, String> champion = Map.of("name", model, "alias", "champion", "version", "1");
    refused(get("registered-models/alias", champion), 400, "INVALID_PARAMETER_VALUE");
    ok(send("POST", "registered-models/alias", champion));
    assertThat(ok(get("registered-models/alias", champion)).getString("model_version.version"))
        .isEqualTo("1");
    JsonPath shown = ok(get("registered-models/get", Map.of("name", model)));
    assertThat(shown.getList("registered_model.aliases"))
        .isEqualTo(List.of(Map.of("alias", "champion", "version", "1")));
    assertThat(shown.getList("registered_model.latest_versions[0].aliases"))
        .isEqualTo(List.of("champion"));
    ok(send("DELETE", "registered-models/alias", champion));
    ok(send("DELETE", "registered-models/alias", champion));
    for (String reserved : List.of("latest", "v1", "a b")) {
      var alias = Map.of("name", model, "alias", reserved, "version", "1");
      refused(send("POST", "registered-models/alias", alias), 400, "INVALID_PARAMETER_VALUE");
    }
    assertThat(
            ok(get("registered-models/alias", Map.of("name", model, "alias", "latest")))
                .getString("model_version.version"))
        .isEqualTo("1");
  }

  @Test
  void aVersionMovesThroughStages() {
    create();
    version("s3://bucket/1");
    version("s3://bucket/2");
    Map<String, Object> first =
        new HashMap<>(Map.of("name", model, "version", "1", "stage", "production"));
    ok(send("POST", "model-versions/transition-stage", first));
    Map<String, Object> second = new HashMap<>(first);
    second.put("version", "2");
    second.put("archive_existing_versions", true);
    assertThat(
            ok(send("POST", "model-versions/transition-stage", second))
                .getString("model_version.current_stage"))
        .isEqualTo("Production");
    JsonPath latest = ok(get("registered-models/get-latest-versions", Map.of("name", model)));
    assertThat(latest.getList("model_versions.current_stage"))
        .containsExactlyInAnyOrder("Production", "Archived");
    var production = Map.of("name", model, "stages", List.of("Production"));
    assertThat(
            ok(send("POST", "registered-models/get-latest-versions", production))
                .getList("model_versions.version"))
        .containsExactly("2");
    second.put("stage", "Archived");
    refused(
        send("POST", "model-versions/transition-stage", second), 400, "INVALID_PARAMETER_VALUE");
    second.put("stage", "Somewhere");
    refused(
        send("POST", "model-versions/transition-stage", second), 400, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void modelsAndVersionsAreSearchedInPages() {
    String prefix = "page " + UUID.randomUUID();
    for (String name : List.of("c", "a", "b")) {
      ok(send("POST", "registered-models/create", Map.of("name", prefix + name)));
    }
    var prompt = List.of(Map.of("key", "mlflow.prompt.is_prompt", "value", "true"));
    ok(send("POST", "registered-models/create", Map.of("name", prefix + "p", "tags", prompt)));
    String filter = "name LIKE '" + prefix + "%'";
    JsonPath page = ok(get("registered-models/search", Map.of("filter", filter, "max_results", 2)));
    assertThat(page.getList("registered_models.name")).containsExactly(prefix + "a", prefix + "b");
    String token = page.getString("next_page_token");
    JsonPath rest =
        ok(
            get(
                "registered-models/search",
                Map.of("filter", filter, "max_results", 2, "page_token", token)));
    assertThat(rest.getList("registered_models.name")).containsExactly(prefix + "c");
    assertThat(rest.getString("next_page_token")).isNull();
    String prompts = filter + " AND tags.`mlflow.prompt.is_prompt` = 'true'";
    assertThat(
            ok(get("registered-models/search", Map.of("filter", prompts)))
                .getList("registered_models.name"))
        .containsExactly(prefix + "p");
    refused(
        get("registered-models/search", Map.of("filter", "nonsense")),
        400,
        "INVALID_PARAMETER_VALUE");
    refused(
        get("registered-models/search", Map.of("max_results", 1001)),
        400,
        "INVALID_PARAMETER_VALUE");
    create();
    version("s3://bucket/1");
    version("s3://bucket/2");
    Map<String, Object> versions =
        Map.of("filter", "name='" + model + "'", "order_by", "version_number ASC");
    assertThat(ok(get("model-versions/search", versions)).getList("model_versions.version"))
        .containsExactly("1", "2");
    assertThat(
            ok(get(
                    "model-versions/search",
                    Map.of("filter", "name='" + model + "' AND version_number > 1")))
                .getList("model_versions.source"))
        .containsExactly("s3://bucket/2");
  }

  @Test
  void aTaskRegistersInItsProjectAndDeletesNothing() {
    create();
    version("s3://bucket/1");
    Response answer =
        given()
            .contentType("application/json")
            .header("Authorization", "Bearer " + TwoAttempts.MINE)
            .body(Map.of("name", model))
            .delete(ROOT + "registered-models/delete");
    refused(answer, 403, "PERMISSION_DENIED");
  }
}
