package dev.zeroflow.app.openlineage;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GraphqlProfile.class)
class LineageIngestTest {
  private static final String JOB = "{\"namespace\": \"airflow\", \"name\": \"load\"}";

  private static Response post(String body) {
    return given().contentType("application/json").body(body).post("/api/v1/lineage");
  }

  private static String event(UUID run, String type, String more) {
    return """
    {"eventTime": "2026-01-02T03:04:05.678+01:00", "eventType": "%s", "producer": "urn:test",
     "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
     "run": {"runId": "%s"}, "job": %s%s}
    """
        .formatted(type, run, JOB, more);
  }

  private static String dataset(String name, String facets) {
    return "{\"namespace\": \"postgres://db\", \"name\": \"%s\", \"facets\": {%s}}"
        .formatted(name, facets);
  }

  private static JsonPath job(UUID run) {
    JsonPath answer =
        send(
            """
            query($run: ID) { outsideJob(namespace: "airflow", name: "load", runId: $run) {
              id kind name origin state runId taskId createdAt } }
            """,
            Map.of("run", run.toString()));
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data.outsideJob");
    return answer;
  }

  @Test
  void aRunOfAnOutsideJobIsInTheGraph() {
    UUID run = UUID.randomUUID();
    String inputs =
        ", \"inputs\": [" + dataset("orders", "\"version\": {\"datasetVersion\": \"7\"}") + "]";
    String outputs = ", \"outputs\": [" + dataset("sums", "\"schema\": {\"fields\": []}") + "]";
    assertThat(post(event(run, "START", inputs)).statusCode()).isEqualTo(201);
    assertThat(job(run).getString("state")).isEqualTo("RUNNING");
    Response ended = post("[" + event(run, "COMPLETE", inputs + outputs) + "]");
    assertThat(ended.statusCode()).isEqualTo(201);
    assertThat(ended.jsonPath().getList("facetsLeftOut")).isEmpty();
    assertThat(job(run).getString("state")).isEqualTo("COMPLETE");
    assertThat(job(run).getString("origin")).isEqualTo("OUTSIDE_JOB");

    JsonPath sums =
        send("{ outsideDataset(namespace: \"postgres://db\", name: \"sums\") { id uri } }");
    assertThat(sums.getString("data.outsideDataset.uri")).isEqualTo("postgres://db/sums");
    String root = sums.getString("data.outsideDataset.id");
    JsonPath graph =
        send(
            """
            query($root: ID!) { lineage(root: $root, direction: BOTH) {
              nodes { name digest } edges { role slot at } } }
            """,
            Map.of("root", root));
    assertThat(graph.getList("data.lineage.nodes.name")).contains("sums", "load", "orders");
    assertThat(graph.getList("data.lineage.edges.at")).containsOnly("2026-01-02T02:04:05.678Z");
    JsonPath facets =
        send("query($id: ID!) { lineageFacets(node: $id) { name facet } }", Map.of("id", root));
    assertThat(facets.getString("data.lineageFacets[0].name")).isEqualTo("schema");
    assertThat(facets.getString("data.lineageFacets[0].facet")).isEqualTo("{\"fields\":[]}");
  }

  @Test
  void eventsAboutJobsAndDataSetsAreTakenAsWell() {
    String time = "\"eventTime\": \"2026-01-02T03:04:05Z\"";
    String list =
        "[{%s, \"job\": {\"namespace\": \"n\", \"name\": \"static\"}, \"inputs\": [%s]}, {%s, \"dataset\": %s}]"
            .formatted(time, dataset("a", ""), time, dataset("only described", "\"x\": 1"));
    assertThat(post(list).statusCode()).isEqualTo(201);
    JsonPath found =
        send(
            "{ outsideJob(namespace: \"n\", name: \"static\") { state }"
                + " outsideDataset(namespace: \"postgres://db\", name: \"only described\") { name } }");
    assertThat(found.getString("data.outsideJob.state")).isEqualTo("NEW");
    assertThat(found.getString("data.outsideDataset.name")).isEqualTo("only described");
  }

  private static void refused(String body, String message) {
    Response answer = post(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.jsonPath().getString("error.message")).as(body).contains(message);
  }

  @Test
  void aWrongEventIsRefusedWithTheFieldThatIsWrongAndChangesNothing() {
    UUID run = UUID.randomUUID();
    refused("", "the event");
    refused("{", "not JSON");
    refused("{} {}", "not JSON");
    refused("7", "the event must be an object");
    refused("[[]]", "[0] must be an object");
    refused("{\"job\": " + JOB + "}", "eventTime");
    refused("{\"eventTime\": \"yesterday\", \"job\": " + JOB + "}", "eventTime must be a time");
    refused("{\"eventTime\": \"+999999-01-01T00:00:00Z\"}", "eventTime");
    refused("{\"eventTime\": \"2026-01-02T03:04:05Z\"}", "must have a run, a job or a dataset");
    refused("[" + event(run, "COMPLETE", "") + "," + event(run, "DONE", "") + "]", "[1].eventType");
    refused(
        event(run, "START", "").replace(run.toString(), "1-1-1-1-1"), "run.runId must be a UUID");
    refused(event(run, "START", "").replace("\"airflow\"", "7"), "job.namespace");
    refused(event(run, "START", ", \"inputs\": {}"), "inputs must be a list");
    refused(event(run, "START", ", \"inputs\": [" + dataset("", "") + "]"), "inputs[0].name");
    refused(
        event(
            run,
            "START",
            ", \"outputs\": [" + dataset("a", "\"version\": {\"datasetVersion\": 7}") + "]"),
        "outputs[0].facets.version.datasetVersion");
    refused(
        event(run, "START", ", \"inputs\": [" + dataset("x".repeat(2000), "") + "]"), "inputs[0]");
    refused(" ".repeat(LineageResource.MAX_BYTES + 1), "bytes");
    assertThat(job(run).<Object>get("")).isNull();
  }

  @Test
  void largeFacetsAreLeftOutAndTold() {
    UUID run = UUID.randomUUID();
    String facets = "\"small\": {\"a\": 1}, \"large\": \"" + "x".repeat(70_000) + "\"";
    Response answer = post(event(run, "START", ", \"inputs\": [" + dataset("big", facets) + "]"));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.jsonPath().getList("facetsLeftOut"))
        .containsExactly("inputs[0].facets.large");
  }

  @Test
  void packedEventsAreTakenUpToTheSameLimit() throws IOException {
    UUID run = UUID.randomUUID();
    assertThat(packed(event(run, "START", "")).statusCode()).isEqualTo(201);
    assertThat(job(run).getString("state")).isEqualTo("RUNNING");
    assertThat(packed(" ".repeat(LineageResource.MAX_BYTES + 1)).statusCode()).isEqualTo(400);
    Response broken =
        given()
            .header("Content-Encoding", "gzip")
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/lineage");
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  private static Response packed(String body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return given()
        .header("Content-Encoding", "gzip")
        .contentType("application/json")
        .body(bytes.toByteArray())
        .post("/api/v1/lineage");
  }

  @Test
  void anUnknownTokenIsRefused() {
    Response answer =
        given()
            .header("Authorization", "Bearer nobody")
            .contentType("application/json")
            .body(event(UUID.randomUUID(), "START", ""))
            .post("/api/v1/lineage");
    assertThat(answer.statusCode()).isEqualTo(401);
  }
}
