package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.ROOT;
import static dev.zeroflow.app.mlflow.FileClient.post;
import static dev.zeroflow.app.mlflow.FileClient.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.signing.SignedModels;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions whose files must be signed: promoted, served, and attacked. */
@QuarkusTest
@TestProfile(FilesProfile.class)
class SignedVersionsTest {
  private static final Map<String, String> FILES =
      Map.of("MLmodel", "flavors: {}", "d/w", "weights");

  private final String model = "signed" + UUID.randomUUID().toString().replace("-", "");
  private final String directory = "7/" + model;
  private final SignedModels release = SignedModels.p256();

  @BeforeEach
  void aVersionOfTwoFilesThatMustBeSigned() {
    FILES.forEach(this::store);
    mlflow("registered-models/create", Map.of("name", model));
    mlflow(
        "model-versions/create", Map.of("name", model, "source", "mlflow-artifacts:/" + directory));
    JsonPath policy =
        gql(
            """
            mutation($model: String!, $pem: String!) { setPromotionPolicy(input: { model: $model,
              alias: "champion", trustedKeys: [{ name: "release", pem: $pem }] }) {
              policy { trustedKeys { name pem } } userErrors { message } } }
            """,
            Map.of("pem", release.pem()));
    assertThat(policy.getString("setPromotionPolicy.policy.trustedKeys[0].pem"))
        .isEqualTo(release.pem());
  }

  private void store(String path, String text) {
    var answer = put(directory + "/" + path, text.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static void mlflow(String path, Map<String, ?> body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then()
        .statusCode(200);
  }

  private JsonPath gql(String document, Map<String, ?> variables) {
    Map<String, Object> all = new HashMap<>(variables);
    all.put("model", model);
    JsonPath answer =
        given()
            .contentType("application/json")
            .body(Map.of("query", document, "variables", all))
            .post("/graphql")
            .jsonPath();
    answer.setRootPath("data");
    return answer;
  }

  private void attach(String bundle) {
    JsonPath attached =
        gql(
            """
            mutation($model: String!, $bundle: String!) { attachModelSignature(input: {
              model: $model, version: "1", bundle: $bundle }) {
              modelVersion { version } userErrors { code field message } } }
            """,
            Map.of("bundle", bundle));
    assertThat(attached.getList("attachModelSignature.userErrors"))
        .as(attached.prettify())
        .isEmpty();
  }

  private JsonPath promote() {
    JsonPath promoted =
        gql(
            """
            mutation($model: String!) { promoteModelVersion(input: { model: $model, version: "1",
              alias: "champion" }) { promotion { outcome evidence { check subject passed message } }
              userErrors { message } } }
            """,
            Map.of());
    promoted.setRootPath("data.promoteModelVersion.promotion");
    return promoted;
  }

  private void promoted() {
    JsonPath decision = promote();
    assertThat(decision.getString("outcome")).as(decision.prettify()).isEqualTo("PROMOTED");
    assertThat(decision.getString("evidence[0].check")).isEqualTo("SIGNED");
    assertThat(decision.getString("evidence[0].subject")).isEqualTo("release");
    assertThat(decision.getString("evidence[0].message"))
        .startsWith("signed by release, statement sha256:");
  }

  private void refused(String why) {
    JsonPath decision = promote();
    assertThat(decision.getString("outcome")).as(decision.prettify()).isEqualTo("REFUSED");
    assertThat(decision.getString("evidence[0].message")).contains(why);
  }

  @Test
  void aVersionIsPromotedOnceItIsSigned() {
    refused("the version is not signed");
    attach(release.bundle(FILES));
    promoted();
  }

  @Test
  void aSignatureAmongTheFilesCountsToo() {
    store("model.sig", release.bundle(FILES));
    promoted();
  }

  @Test
  void whatIsNoSignatureIsNotAttached() {
    JsonPath attached =
        gql(
            """
            mutation($model: String!) { attachModelSignature(input: { model: $model, version: "1",
              bundle: "{}" }) { userErrors { code field message } } }
            """,
            Map.of());
    assertThat(attached.getString("attachModelSignature.userErrors[0].field")).isEqualTo("bundle");
    assertThat(attached.getString("attachModelSignature.userErrors[0].message"))
        .contains("no signature of the OpenSSF's Model Signing 1.0");
    store("model.sig", "nonsense");
    refused("no signature of the OpenSSF's Model Signing 1.0");
  }

  @Test
  void anUnknownKeyIsNotTrusted() {
    attach(SignedModels.p256().bundle(FILES));
    refused("none of the trusted keys: release");
  }

  @Test
  void whatIsAlteredBehindTheSignatureIsNeitherPromotedNorServed() {
    attach(release.bundle(FILES));
    promoted();
    store("d/w", "other weights");
    refused("the file \"d/w\" is not the one that was signed");
    JsonPath deployed = deploy();
    assertThat(deployed.getString("userErrors[0].message"))
        .contains("version 1 of model " + model + " is not served")
        .contains("the file \"d/w\" is not the one that was signed");
    assertThat(deployed.getString("userErrors[0].code")).isEqualTo("CONFLICT");
  }

  private JsonPath deploy() {
    JsonPath deployed =
        gql(
            """
            mutation($model: String!) { deployModel(input: { service: $model, model: $model,
              version: "1" }) { inferenceService { name } userErrors { code message } } }
            """,
            Map.of());
    deployed.setRootPath("data.deployModel");
    return deployed;
  }

  @Test
  void whatIsNotSignedIsNotServedAlsoWithoutTheAlias() {
    assertThat(deploy().getString("userErrors[0].message")).contains("the version is not signed");
    attach(release.bundle(FILES));
    assertThat(deploy().getList("userErrors")).isEmpty();
  }

  @Test
  void theSignatureOfAnotherModelIsOfOtherFiles() {
    attach(release.bundle(Map.of("MLmodel", "other", "d/w", "model")));
    refused("the file \"MLmodel\" is not the one that was signed");
  }

  @Test
  void filesThatAreMissingOrTooManyAreFound() {
    attach(release.bundle(Map.of("MLmodel", "flavors: {}")));
    refused("the file \"d/w\" is not signed");
    attach(
        release.bundle(Map.of("MLmodel", "flavors: {}", "d/w", "weights", "code.py", "import os")));
    refused("the signed file \"code.py\" is not there");
    attach(release.bundle(FILES));
    store("backdoor.py", "import os");
    refused("the file \"backdoor.py\" is not signed");
  }

  @Test
  void aFileThatCameInPartsIsRead() throws Exception {
    byte[] part = "in parts".getBytes(StandardCharsets.UTF_8);
    JsonPath begun =
        post(ROOT + "/mpu/create/" + directory, "{\"path\": \"/x/parts.bin\", \"num_parts\": 1}");
    String etag = upload(begun.getString("credentials[0].url"), part);
    post(
        ROOT + "/mpu/complete/" + directory,
        """
        {"path": "/x/parts.bin", "upload_id": "%s", "parts": [
          {"part_number": 1, "etag": "%s", "url": "x"}]}
        """
            .formatted(begun.getString("upload_id"), etag.replace("\"", "")));
    var files = new HashMap<>(FILES);
    files.put("parts.bin", "in Parts");
    attach(release.bundle(files));
    refused("the file \"parts.bin\" is not the one that was signed");
    files.put("parts.bin", "in parts");
    attach(release.bundle(files));
    promoted();
    promoted();
  }

  private static String upload(String url, byte[] part) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(part))
              .build();
      return client
          .send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("ETag")
          .orElseThrow();
    }
  }

  @Test
  void aPolicyTrustsOnlyKeys() {
    JsonPath refused =
        gql(
            """
            mutation($model: String!) { setPromotionPolicy(input: { model: $model, alias: "x",
              trustedKeys: [{ name: "a", pem: "b" }] }) { userErrors { code message } } }
            """,
            Map.of());
    List<String> codes = refused.getList("setPromotionPolicy.userErrors.code");
    assertThat(codes).containsExactly("BAD_INPUT");
  }
}
