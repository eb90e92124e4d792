package dev.zeroflow.app.hub;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The registry as Kubeflow's client speaks to it. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class HubRegistryTest {
  private static final String ROOT = "/api/model_registry/v1/";
  private static final Map<String, ?> PROPERTIES =
      Map.of(
          "rounds", Map.of("metadataType", "MetadataIntValue", "int_value", "7"),
          "note", Map.of("metadataType", "MetadataStringValue", "string_value", "größe"));

  private final String name = "hub " + UUID.randomUUID();

  private static Response send(String method, String path, Map<String, ?> body) {
    return given().contentType("application/json").body(body).request(method, ROOT + path);
  }

  private static JsonPath ok(int status, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer.jsonPath();
  }

  private static JsonPath get(String path, Map<String, ?> query) {
    return ok(200, given().queryParams(query).get(ROOT + path));
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(ok(status, answer).getString("code")).isEqualTo(code);
    assertThat(answer.jsonPath().getString("message")).isNotBlank();
  }

  private String model() {
    var body = Map.of("name", name, "owner", "ann", "customProperties", PROPERTIES);
    return ok(201, send("POST", "registered_models", body)).getString("id");
  }

  private String version(String model, String version) {
    var body = Map.of("name", version, "registeredModelId", model, "author", "ann");
    return ok(201, send("POST", "model_versions", body)).getString("id");
  }

  @Test
  void aModelKeepsWhatIsSaidOfIt() {
    String id = model();
    JsonPath found = get("registered_model", Map.of("name", name));
    assertThat(found.getString("id")).isEqualTo(id);
    assertThat(found.getString("owner")).isEqualTo("ann");
    assertThat(found.getString("state")).isEqualTo("LIVE");
    assertThat(found.<Object>get("customProperties")).isEqualTo(PROPERTIES);
    assertThat(found.getString("createTimeSinceEpoch")).matches("[0-9]{13}");
    var change = Map.of("state", "ARCHIVED", "description", "old");
    JsonPath archived = ok(200, send("PATCH", "registered_models/" + id, change));
    assertThat(archived.getString("state")).isEqualTo("ARCHIVED");
    assertThat(archived.<Object>get("customProperties")).isEqualTo(PROPERTIES);
    refused(send("POST", "registered_models", Map.of("name", name)), 409, "CONFLICT");
    refused(given().get(ROOT + "registered_model?name=nope"), 404, "NOT_FOUND");
    refused(given().get(ROOT + "registered_models/nope"), 404, "NOT_FOUND");
    refused(send("POST", "registered_models", Map.of()), 400, "BAD_INPUT");
  }

  @Test
  void aVersionPointsToItsFirstArtifact() {
    String model = model();
    String version = version(model, "first");
    assertThat(version(model, "first")).isEqualTo(version);
    assertThat(
            get("model_version", Map.of("name", "first", "parentResourceId", model))
                .getString("id"))
        .isEqualTo(version);
    assertThat(get("model_versions/" + version + "/artifacts", Map.of()).getList("items"))
        .isEmpty();
    var artifact =
        Map.of(
            "artifactType", "model-artifact",
            "name", name,
            "uri", "s3://models/1",
            "modelFormatName", "onnx");
    JsonPath added = ok(201, send("POST", "model_versions/" + version + "/artifacts", artifact));
    assertThat(added.getString("modelFormatName")).isEqualTo("onnx");
    refused(send("POST", "model_versions/" + version + "/artifacts", artifact), 409, "CONFLICT");
    var document = Map.of("artifactType", "doc-artifact", "name", "card", "uri", "s3://models/c");
    ok(201, send("POST", "model_versions/" + version + "/artifacts", document));
    assertThat(get("model_versions/" + version + "/artifacts", Map.of()).getList("items.name"))
        .containsExactlyInAnyOrder(name, "card");
    Map<String, String> finder = Map.of("name", name, "parentResourceId", version);
    String id = get("model_artifact", finder).getString("id");
    refused(
        send("PATCH", "model_artifacts/" + id, Map.of("uri", "s3://models/2")), 400, "BAD_INPUT");
    assertThat(
            ok(200, send("PATCH", "model_artifacts/" + id, Map.of("modelFormatVersion", "2")))
                .getString("modelFormatName"))
        .isEqualTo("onnx");
    assertThat(
            given()
                .queryParams(Map.of("name", name, "version", "1"))
                .get("/api/2.0/mlflow/model-versions/get-download-uri")
                .jsonPath()
                .getString("artifact_uri"))
        .isEqualTo("s3://models/1");
    refused(
        send(
            "POST",
            "model_versions/" + version + "/artifacts",
            Map.of("artifactType", "model-artifact", "name", "x", "uri", "file:///etc/passwd")),
        400,
        "BAD_INPUT");
  }

  @Test
  void listsHavePagesAndAnEmptyTokenIsTheFirst() {
    String model = model();
    List<String> made = List.of(version(model, "a"), version(model, "b"), version(model, "c"));
    String path = "registered_models/" + model + "/versions";
    JsonPath first = get(path, Map.of("pageSize", 2, "nextPageToken", ""));
    assertThat(first.getList("items.id")).isEqualTo(made.subList(0, 2));
    assertThat(first.getInt("size")).isEqualTo(2);
    String token = first.getString("nextPageToken");
    JsonPath second = get(path, Map.of("pageSize", 2, "nextPageToken", token));
    assertThat(second.getList("items.id")).isEqualTo(made.subList(2, 3));
    assertThat(second.getString("nextPageToken")).isEmpty();
    assertThat(get(path, Map.of("orderBy", "ID", "sortOrder", "DESC")).getList("items")).hasSize(3);
    for (String bad : List.of("pageSize=0", "pageSize=x", "orderBy=NAME", "nextPageToken=x")) {
      refused(given().get(ROOT + path + "?" + bad), 400, "BAD_INPUT");
    }
  }

  @Test
  void theOlderAddressesAreTheSame() {
    String id = model();
    String older = ROOT.replace("v1/", "v1alpha3/");
    assertThat(ok(200, given().get(older + "registered_models/" + id)).getString("name"))
        .isEqualTo(name);
    assertThat(given().get(ROOT.replace("v1/", "v2/") + "registered_models").statusCode())
        .isEqualTo(404);
  }

  @Test
  void thisServerIsTheOneEnvironment() {
    JsonPath environment = get("serving_environment", Map.of("name", "local"));
    String id = environment.getString("id");
    assertThat(get("serving_environments", Map.of()).getList("items.id")).containsExactly(id);
    assertThat(get("serving_environments/" + id + "/inference_services", Map.of()).getInt("size"))
        .isNotNegative();
    refused(given().get(ROOT + "inference_service?name=nope"), 404, "NOT_FOUND");
  }
}
