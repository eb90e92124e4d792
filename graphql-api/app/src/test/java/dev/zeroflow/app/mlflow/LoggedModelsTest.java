package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.get;
import static dev.zeroflow.app.mlflow.FileClient.ok;
import static dev.zeroflow.app.mlflow.FileClient.post;
import static dev.zeroflow.app.mlflow.FileClient.put;
import static dev.zeroflow.app.mlflow.FileClient.refused;
import static dev.zeroflow.app.mlflow.FileClient.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logged models, and what runs have read and put out, as clients log them. */
@QuarkusTest
@TestProfile(FilesProfile.class)
class LoggedModelsTest {
  private static final String API = "/api/2.0/mlflow/";
  private static final String MODELS = API + "logged-models";

  @Inject Artifacts artifacts;

  private String experiment;
  private String run;

  @BeforeEach
  void begin() {
    String name = "e-" + UUID.randomUUID();
    experiment =
        post(API + "experiments/create", "{\"name\": \"" + name + "\"}").getString("experiment_id");
    String started =
        "{\"experiment_id\": \"%s\", \"start_time\": 1, \"run_name\": \"r\"}".formatted(experiment);
    run = post(API + "runs/create", started).getString("run.info.run_id");
  }

  private JsonPath created(String name) {
    String body =
        """
        {"experiment_id": "%s", "name": "%s", "model_type": "sklearn", "source_run_id": "%s",
         "params": [{"key": "depth", "value": "3"}], "tags": [{"key": "team", "value": "a"}]}
        """
            .formatted(experiment, name, run);
    return post(MODELS, body);
  }

  private static HttpResponse<byte[]> patch(String path, String body) {
    return send("PATCH", path, BodyPublishers.ofString(body));
  }

  private static String path(String uri) {
    return uri.substring("mlflow-artifacts:/".length());
  }

  @Test
  void aModelIsCreatedFilledFinishedAndDeleted() {
    JsonPath model = created("iris");
    String id = model.getString("model.info.model_id");
    assertThat(model.getString("model.info.status")).isEqualTo("LOGGED_MODEL_PENDING");
    String root = model.getString("model.info.artifact_uri");
    assertThat(root)
        .isEqualTo("mlflow-artifacts:/%s/models/%s/artifacts".formatted(experiment, id));
    put(path(root) + "/MLmodel", "flavors: {}".getBytes(UTF_8));
    put(path(root) + "/code/a.py", "pass".getBytes(UTF_8));
    JsonPath ready =
        ok(patch(MODELS + "/" + id, "{\"model_id\": \"x\", \"status\": \"LOGGED_MODEL_READY\"}"));
    assertThat(ready.getString("model.info.status")).isEqualTo("LOGGED_MODEL_READY");
    assertThat(ready.getString("model.info.source_run_id")).isEqualTo(run);
    assertThat(ready.getString("model.data.params[0].value")).isEqualTo("3");
    JsonPath files = ok(get(MODELS + "/" + id + "/artifacts/directories"));
    assertThat(files.getList("files.path")).containsExactly("MLmodel", "code");
    assertThat(files.getString("root_uri")).isEqualTo(root);
    ok(send("DELETE", MODELS + "/" + id, BodyPublishers.ofString("{}")));
    refused(get(MODELS + "/" + id), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void whatAFinishedModelConsistsOfStays() {
    JsonPath model = created("kept");
    String root = path(model.getString("model.info.artifact_uri"));
    String id = model.getString("model.info.model_id");
    put(root + "/MLmodel", "one".getBytes(UTF_8));
    put(root + "/MLmodel", "two".getBytes(UTF_8));
    ok(patch(MODELS + "/" + id, "{\"model_id\": \"x\", \"status\": \"LOGGED_MODEL_READY\"}"));
    refused(put(root + "/MLmodel", "three".getBytes(UTF_8)), 409, "RESOURCE_CONFLICT");
    String parts = "{\"path\": \"/tmp/MLmodel\", \"num_parts\": 1}";
    refused(
        send("POST", FileClient.ROOT + "/mpu/create/" + root, BodyPublishers.ofString(parts)),
        409,
        "RESOURCE_CONFLICT");
    for (String gone : List.of(root + "/MLmodel", root, experiment)) {
      refused(
          send("DELETE", FileClient.FILES + gone, BodyPublishers.noBody()),
          409,
          "RESOURCE_CONFLICT");
    }
    assertThat(new String(get(FileClient.FILES + root + "/MLmodel").body(), UTF_8))
        .isEqualTo("two");
    assertThat(put(root + "/added.txt", "more".getBytes(UTF_8)).statusCode()).isEqualTo(200);
    ok(send("DELETE", MODELS + "/" + id, BodyPublishers.ofString("{}")));
    ok(send("DELETE", FileClient.FILES + root, BodyPublishers.noBody()));
  }

  @Test
  void modelsWithTheSameFilesHaveTheSameDigest() {
    String first = finished("one", "x");
    String second = finished("two", "x");
    String other = finished("three", "y");
    assertThat(digest(first)).matches("sha256:[0-9a-f]{64}").isEqualTo(digest(second));
    assertThat(digest(first)).isNotEqualTo(digest(other));
  }

  private String finished(String name, String content) {
    JsonPath model = created(name);
    String id = model.getString("model.info.model_id");
    put(path(model.getString("model.info.artifact_uri")) + "/MLmodel", content.getBytes(UTF_8));
    ok(patch(MODELS + "/" + id, "{\"status\": \"LOGGED_MODEL_READY\"}"));
    return id;
  }

  private String digest(String model) {
    UUID id = MlflowIds.model(model);
    return artifacts.find("default", id).map(Artifact::digest).orElseThrow();
  }

  @Test
  void theTagOfVersionsHasEachVersionOnce() {
    String id = created("iris").getString("model.info.model_id");
    String versions =
        "[{\\\"name\\\": \\\"m\\\", \\\"version\\\": 1},"
            + " {\\\"name\\\":\\\"m\\\",\\\"version\\\":1}]";
    ok(
        patch(
            MODELS + "/" + id + "/tags",
            "{\"tags\": [{\"key\": \"mlflow.modelVersions\", \"value\": \"" + versions + "\"}]}"));
    JsonPath shown = ok(get(MODELS + "/" + id));
    assertThat(shown.getString("model.info.tags.find { it.key == 'mlflow.modelVersions' }.value"))
        .isEqualTo("[{\"name\":\"m\",\"version\":1}]");
    ok(send("DELETE", MODELS + "/" + id + "/tags/team", BodyPublishers.noBody()));
    refused(
        send("DELETE", MODELS + "/" + id + "/tags/team", BodyPublishers.noBody()),
        404,
        "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void parametersAreLoggedOnce() {
    String id = created("iris").getString("model.info.model_id");
    String more = "{\"params\": [{\"key\": \"depth\", \"value\": \"%s\"}]}";
    post(MODELS + "/" + id + "/params", more.formatted("3"));
    refused(
        send("POST", MODELS + "/" + id + "/params", BodyPublishers.ofString(more.formatted("4"))),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  private JsonPath search(String rest) {
    return post(MODELS + "/search", "{\"experiment_ids\": [\"" + experiment + "\"]" + rest + "}");
  }

  @Test
  void modelsAreSearchedInPages() {
    created("a");
    created("b");
    created("c");
    assertThat(search(", \"filter\": \"name = 'b'\"").getList("models.info.name"))
        .containsExactly("b");
    String order = ", \"order_by\": [{\"field_name\": \"name\", \"ascending\": false}]";
    JsonPath page = search(order + ", \"max_results\": 2");
    assertThat(page.getList("models.info.name")).containsExactly("c", "b");
    String token = ", \"page_token\": \"" + page.getString("next_page_token") + "\"";
    JsonPath rest = search(order + ", \"max_results\": 2" + token);
    assertThat(rest.getList("models.info.name")).containsExactly("a");
    assertThat(rest.getString("next_page_token")).isNull();
    for (String wrong :
        List.of(
            ", \"filter\": \"nonsense\"",
            ", \"page_token\": \"x\"",
            ", \"max_results\": 0",
            ", \"order_by\": [{\"field_name\": \"x.y\"}]")) {
      var body =
          BodyPublishers.ofString("{\"experiment_ids\": [\"" + experiment + "\"]" + wrong + "}");
      refused(send("POST", MODELS + "/search", body), 400, "INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void otherProjectsHaveNoSuchModel() {
    String id = created("iris").getString("model.info.model_id");
    String foreign = "Bearer " + TwoAttempts.FOREIGN;
    refused(get(MODELS + "/" + id, "Authorization", foreign), 404, "RESOURCE_DOES_NOT_EXIST");
    refused(get(MODELS + "/m-nonsense"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void inputsAndOutputsAreShownWithTheRun() {
    String id = finished("iris", "x");
    String inputs =
        """
        {"run_id": "%s", "models": [{"model_id": "%s"}], "datasets": [{
          "tags": [{"key": "mlflow.data.context", "value": "train"}],
          "dataset": {"name": "iris", "digest": "d1", "source_type": "local", "source": "{}",
            "schema": "{}", "profile": "{}"}}]}
        """
            .formatted(run, id);
    post(API + "runs/log-inputs", inputs);
    post(API + "runs/log-inputs", inputs);
    String outputs =
        "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\", \"step\": 4}]}"
            .formatted(run, id);
    post(API + "runs/outputs", outputs);
    JsonPath shown = ok(get(API + "runs/get?run_id=" + run));
    shown.setRootPath("run");
    assertThat(shown.getList("inputs.dataset_inputs.dataset.digest")).containsExactly("d1");
    assertThat(shown.getString("inputs.dataset_inputs[0].tags[0].value")).isEqualTo("train");
    assertThat(shown.getList("inputs.model_inputs.model_id")).containsExactly(id);
    assertThat(shown.getList("outputs.model_outputs"))
        .containsExactly(Map.of("model_id", id, "step", 4));
    JsonPath summaries =
        post(API + "experiments/search-datasets", "{\"experiment_ids\": [\"" + experiment + "\"]}");
    assertThat(summaries.getString("dataset_summaries[0].context")).isEqualTo("train");
  }

  @Test
  void nothingIsLoggedToADeletedRun() {
    post(API + "runs/delete", "{\"run_id\": \"" + run + "\"}");
    var body = BodyPublishers.ofString("{\"run_id\": \"" + run + "\", \"models\": []}");
    refused(send("POST", API + "runs/outputs", body), 400, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void modelsOfOlderClientsAreATagOfTheRun() {
    String model =
        "{\\\"artifact_path\\\": \\\"m\\\", \\\"flavors\\\": {}, \\\"run_id\\\": \\\"r\\\","
            + " \\\"utc_time_created\\\": \\\"t\\\"}";
    String body = "{\"run_id\": \"" + run + "\", \"model_json\": \"" + model + "\"}";
    post(API + "runs/log-model", body);
    post(API + "runs/log-model", body);
    JsonPath shown = ok(get(API + "runs/get?run_id=" + run));
    String history =
        shown.getString("run.data.tags.find { it.key == 'mlflow.log-model.history' }.value");
    assertThat(JsonPath.from(history).getList("artifact_path")).containsExactly("m");
    var wrong = BodyPublishers.ofString("{\"run_id\": \"" + run + "\", \"model_json\": \"{}\"}");
    refused(send("POST", API + "runs/log-model", wrong), 400, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void theFilesOfARunAreListedInPages() {
    String root = experiment + "/" + run + "/artifacts";
    for (int i = 0; i < 3; i++) {
      put(root + "/d/" + i, new byte[i]);
    }
    JsonPath page = ok(get(API + "artifacts/list?run_id=" + run + "&path=d"));
    assertThat(page.getList("files.path")).containsExactly("d/0", "d/1", "d/2");
    assertThat(page.getString("root_uri")).isEqualTo("mlflow-artifacts:/" + root);
    assertThat(ok(get(API + "artifacts/list?run_id=" + run)).getList("files"))
        .containsExactly(Map.of("path", "d", "is_dir", true));
    String bad = API + "artifacts/list?run_id=" + run;
    refused(get(bad + "&path=../x"), 400, "INVALID_PARAMETER_VALUE");
    refused(get(bad + "&page_token=!!"), 400, "INVALID_PARAMETER_VALUE");
  }
}
