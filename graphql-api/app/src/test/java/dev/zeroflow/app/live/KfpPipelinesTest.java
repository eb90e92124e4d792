package dev.zeroflow.app.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pipelines and their versions through the API of Kubeflow Pipelines. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class KfpPipelinesTest {
  private static final String PLATFORM =
      "\n---\n{\"platforms\": {\"kubernetes\": {\"deploymentSpec\": {}}}}";

  @Inject TestedFunction function;

  private static RequestSpecification file(String document) {
    byte[] content = document.getBytes(StandardCharsets.UTF_8);
    return given().multiPart("uploadfile", "p.yaml", content, "application/octet-stream");
  }

  private static Response upload(String name, String document) {
    return file(document).queryParam("name", name).post(Kfp.ROOT + "/pipelines/upload");
  }

  private static Response uploadVersion(String pipeline, String name, String document) {
    return file(document)
        .queryParam("pipelineid", pipeline)
        .queryParam("name", name)
        .post(Kfp.ROOT + "/pipelines/upload_version");
  }

  private static String uploaded(String name) {
    return Kfp.ok(upload(name, Live.ONE_STEP)).getString("pipeline_id");
  }

  @Test
  void anUploadIsAPipelineWithAVersion() {
    JsonPath pipeline =
        Kfp.ok(
            file(Live.ONE_STEP)
                .queryParam("name", "up load+ed")
                .queryParam("display_name", "Shown")
                .queryParam("description", "what it is")
                .queryParam("tags", "{\"team\": \"a\"}")
                .queryParam("code_source_url", "https://example.org/code")
                .post(Kfp.ROOT + "/pipelines/upload"));
    String id = pipeline.getString("pipeline_id");
    assertThat(pipeline.getString("name")).isEqualTo("up load+ed");
    assertThat(pipeline.getString("display_name")).isEqualTo("Shown");
    assertThat(pipeline.getMap("tags")).isEqualTo(Map.of("team", "a"));
    assertThat(Kfp.ok(Kfp.get("/pipelines/" + id)).getMap("")).isEqualTo(pipeline.getMap(""));
    assertThat(Kfp.ok(Kfp.get("/pipelines/names/up load+ed")).getString("pipeline_id"))
        .isEqualTo(id);
    JsonPath versions = Kfp.ok(Kfp.get("/pipelines/" + id + "/versions"));
    assertThat(versions.getInt("total_size")).isEqualTo(1);
    assertThat(versions.getString("pipeline_versions[0].name")).isEqualTo("up load+ed");
    assertThat(versions.getString("pipeline_versions[0].code_source_url")).contains("example");
    assertThat(versions.getString("pipeline_versions[0].pipeline_spec.schemaVersion"))
        .isEqualTo("2.1.0");
    Kfp.uploadRefused(upload("up load+ed", Live.ONE_STEP), 409, "up load+ed");
  }

  @Test
  void aVersionBelongsToItsPipeline() {
    String mine = uploaded("mine");
    String other = uploaded("other");
    JsonPath second = Kfp.ok(uploadVersion(mine, "second", Live.PATIENT));
    String id = second.getString("pipeline_version_id");
    assertThat(second.getString("pipeline_id")).isEqualTo(mine);
    Kfp.refused(Kfp.get("/pipelines/" + other + "/versions/" + id), 404, 5, id);
    Kfp.refused(Kfp.delete("/pipelines/" + other + "/versions/" + id), 404, 5, id);
    Kfp.uploadRefused(uploadVersion(mine, "second", Live.PATIENT), 409, "second");
    String unknown = UUID.randomUUID().toString();
    Kfp.uploadRefused(uploadVersion(unknown, "x", Live.PATIENT), 404, unknown);
    Kfp.uploadRefused(uploadVersion("", "x", Live.PATIENT), 400, "pipelineid");
    Kfp.refused(Kfp.delete("/pipelines/" + mine), 400, 9, "versions");
    Kfp.ok(Kfp.delete("/pipelines/" + mine + "/versions/" + id));
    Kfp.refused(Kfp.get("/pipelines/" + mine + "/versions/" + id), 404, 5, id);
    Kfp.ok(given().queryParam("cascade", "true").delete(Kfp.ROOT + "/pipelines/" + mine));
    Kfp.refused(Kfp.get("/pipelines/" + mine), 404, 5, mine);
  }

  @Test
  void tagsAndNamesAreChangedAndFound() {
    String id = uploaded("to be changed");
    String path = Kfp.ROOT + "/pipelines/" + id;
    JsonPath changed =
        Kfp.ok(given().body("{\"display_name\": \"New\", \"tags\": {\"k\": \"v1\"}}").patch(path));
    assertThat(changed.getString("display_name")).isEqualTo("New");
    String filter = Kfp.filter("tags.k", "EQUALS", "v1");
    JsonPath found =
        Kfp.ok(
            given()
                .queryParam("filter", filter)
                .queryParam("sort_by", "tags.k desc")
                .get(Kfp.ROOT + "/pipelines"));
    assertThat(found.getList("pipelines.pipeline_id")).containsExactly(id);
    JsonPath cleared = Kfp.ok(given().body("{\"tags\": {}}").patch(path));
    assertThat(cleared.<Object>get("tags")).isNull();
    assertThat(cleared.getString("display_name")).isEqualTo("New");
  }

  @Test
  void aVersionIsRunByReferenceAndTheNewestByThePipelineAlone() {
    String pipeline = uploaded("to be run");
    String second =
        Kfp.ok(uploadVersion(pipeline, "2", Live.PATIENT)).getString("pipeline_version_id");
    String body =
        """
        {"display_name": "by reference", "pipeline_version_reference": {"pipeline_id": "%s"},
         "runtime_config": {"parameters": {"rows": 1, "label": "by reference"}}}
        """
            .formatted(pipeline);
    JsonPath run = Kfp.ok(Kfp.post("/runs", body));
    assertThat(run.getMap("pipeline_version_reference"))
        .isEqualTo(Map.of("pipeline_id", pipeline, "pipeline_version_id", second));
    String version = run.getString("pipeline_version_reference.pipeline_version_id");
    String older =
        """
        {"display_name": "by version", "pipeline_version_id": "%s"%s,
         "runtime_config": {"parameters": {"rows": 3, "label": "by version"}}}
        """;
    JsonPath same = Kfp.ok(Kfp.post("/runs", older.formatted(version, "")));
    assertThat(same.getMap("pipeline_version_reference"))
        .isEqualTo(run.getMap("pipeline_version_reference"));
    String both = ", \"pipeline_version_reference\": {\"pipeline_id\": \"%s\"}";
    Kfp.refused(
        Kfp.post("/runs", older.formatted(version, both.formatted(UUID.randomUUID()))),
        400,
        3,
        "different versions");
    String nobodys = UUID.randomUUID().toString();
    Kfp.refused(Kfp.post("/runs", older.formatted(nobodys, "")), 404, 5, nobodys);
    function.called(same.getString("run_id"));
    assertThat(run.<Object>get("pipeline_spec")).isNull();
    function.called(run.getString("run_id"));
  }

  @Test
  void aPlatformDocumentComesBackBesideThePipeline() {
    JsonPath pipeline = Kfp.ok(upload("with platform", Live.ONE_STEP + PLATFORM));
    JsonPath versions =
        Kfp.ok(Kfp.get("/pipelines/" + pipeline.getString("pipeline_id") + "/versions"));
    assertThat(versions.getMap("pipeline_versions[0].pipeline_spec"))
        .containsOnlyKeys("pipeline_spec", "platform_spec");
    String body =
        """
        {"display_name": "platform", "pipeline_spec": {"pipeline_spec": %s,
           "platform_spec": {"platforms": {"kubernetes": {"deploymentSpec": {}}}}},
         "runtime_config": {"parameters": {"rows": 1, "label": "platform \\u2028 \\u007f ü"}}}
        """
            .formatted(Live.ONE_STEP);
    JsonPath run = Kfp.ok(Kfp.post("/runs", body));
    assertThat(run.getString("pipeline_spec.pipeline_spec.schemaVersion")).isEqualTo("2.1.0");
    assertThat(run.getMap("pipeline_spec.platform_spec.platforms")).containsKey("kubernetes");
    assertThat(run.getString("runtime_config.parameters.label"))
        .isEqualTo("platform \u2028 \u007f ü");
    function.called(run.getString("run_id"));
  }

  @Test
  void aPipelineIsMadeOfJsonButNeverFetched() {
    Kfp.ok(Kfp.post("/pipelines", "{\"display_name\": \"empty\"}"));
    String both =
        """
        {"pipeline": {"display_name": "both"},
         "pipeline_version": {"display_name": "v1", "pipeline_spec": %s}}
        """
            .formatted(Live.ONE_STEP);
    String id = Kfp.ok(Kfp.post("/pipelines/create", both)).getString("pipeline_id");
    assertThat(
            Kfp.ok(Kfp.get("/pipelines/" + id + "/versions"))
                .getList("pipeline_versions.display_name"))
        .containsExactly("v1");
    String fetched =
        "{\"name\": \"v2\", \"package_url\": {\"pipeline_url\": \"http://127.0.0.1\"}}";
    Kfp.refused(Kfp.post("/pipelines/" + id + "/versions", fetched), 400, 3, "package_url");
  }

  @Test
  void whatIsNoPipelineIsRefused() {
    Kfp.uploadRefused(upload("bad 1", "{"), 400, "not valid YAML");
    Kfp.uploadRefused(
        upload("bad 2", Live.ONE_STEP.replace("2.1.0", "2.0.0")), 400, "schemaVersion");
    Kfp.uploadRefused(upload("bad 3", Live.ONE_STEP.replace("one-step", "One")), 400, "name");
    Kfp.uploadRefused(
        upload("bad 4", Live.ONE_STEP + "\n---\n" + Live.ONE_STEP), 400, "one pipeline");
    Kfp.uploadRefused(upload("n".repeat(129), Live.ONE_STEP), 400, "128");
    Kfp.uploadRefused(
        given().multiPart("other", "x").post(Kfp.ROOT + "/pipelines/upload"), 400, "uploadfile");
    for (int i = 1; i <= 4; i++) {
      Kfp.refused(Kfp.get("/pipelines/names/bad " + i), 404, 5, "bad " + i);
    }
  }

  @Test
  void pipelinesOfTheServersOwnApiAreThere() {
    given()
        .multiPart(
            "pipeline", "p.json", Live.ONE_STEP.getBytes(StandardCharsets.UTF_8), "text/json")
        .multiPart("name", "own-api")
        .post("/api/v1/pipelines");
    String id = Kfp.ok(Kfp.get("/pipelines/names/own-api")).getString("pipeline_id");
    List<String> names =
        Kfp.ok(Kfp.get("/pipelines/" + id + "/versions")).getList("pipeline_versions.name");
    assertThat(names).singleElement().asString().startsWith("1-");
  }
}
