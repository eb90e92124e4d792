package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces of tracking clients in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class TracesApiTest {
  private final List<String> traces = new ArrayList<>();
  private String experiment;

  /** Three traces; the second one has an error, each has a span. */
  @BeforeEach
  void trace() {
    experiment = Tracked.experiment("traces " + UUID.randomUUID());
    for (int i = 0; i < 3; i++) {
      String hex = UUID.randomUUID().toString().replace("-", "");
      traces.add("tr-" + hex);
      sendSpan(hex, i);
      post("traces", Map.of("trace", Map.of("trace_info", info("tr-" + hex, i))));
    }
    Map<String, Object> quality =
        Map.of("assessment_name", "quality", "feedback", Map.of("value", 0.5), "valid", true);
    post("traces/" + traces.getFirst() + "/assessments", Map.of("assessment", quality));
  }

  private static void post(String path, Map<String, Object> body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/api/3.0/mlflow/" + path)
        .then()
        .statusCode(200);
  }

  private Map<String, Object> info(String id, int i) {
    return Map.of(
        "trace_id",
        id,
        "trace_location",
        Map.of("mlflow_experiment", Map.of("experiment_id", experiment)),
        "request_time",
        "2026-01-02T03:04:0%dZ".formatted(i),
        "execution_duration",
        "0.5s",
        "state",
        i == 1 ? "ERROR" : "OK",
        "tags",
        Map.of("number", Integer.toString(i)));
  }

  private void sendSpan(String hex, int i) {
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(hex)))
            .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("00000000000000aa")))
            .setName("span " + i)
            .setStartTimeUnixNano(1_500_000_000L)
            .setEndTimeUnixNano(2_000_000_001L);
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray();
    given()
        .contentType("application/x-protobuf")
        .header("x-mlflow-experiment-id", experiment)
        .body(request)
        .post("/v1/traces")
        .then()
        .statusCode(200);
  }

  private JsonPath found(String arguments, String fields) {
    String document =
        "{ traces(experiments: [\"%s\"] %s) { %s } }".formatted(experiment, arguments, fields);
    JsonPath answer = send(document);
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data.traces");
    return answer;
  }

  @Test
  void tracesComeWithAllThatBelongsToThem() {
    JsonPath answer =
        found(
            "",
            """
            totalCount nodes { traceId experimentNumber state startedAt endedAt
              tags { key value } metadata { name value }
              assessments { name value kind valid }
              spans { spanId parentId name status startedAt endedAt attributes } }
            """);
    assertThat(answer.getInt("totalCount")).isEqualTo(3);
    assertThat(answer.getList("nodes.traceId")).isEqualTo(traces.reversed());
    assertThat(answer.getList("nodes.state")).containsExactly("OK", "ERROR", "OK");
    assertThat(answer.getString("nodes[0].experimentNumber")).isEqualTo(experiment);
    assertThat(answer.getString("nodes[0].endedAt")).isEqualTo("2026-01-02T03:04:02.500Z");
    assertThat(answer.getString("nodes[0].tags[0].value")).isEqualTo("2");
    assertThat(answer.getString("nodes[2].assessments[0].value")).isEqualTo("0.5");
    assertThat(answer.getList("nodes[0].assessments")).isEmpty();
    assertThat(answer.getList("nodes.spans.name"))
        .containsExactly(List.of("span 2"), List.of("span 1"), List.of("span 0"));
    assertThat(answer.getString("nodes[0].spans[0].attributes")).contains("traceRequestId");
  }

  @Test
  void filtersAndPagesAreThoseOfClients() {
    assertThat(
            found("where: \"status = 'ERROR' OR tags.number = '2'\"", "nodes { traceId }")
                .getList("nodes"))
        .hasSize(2);
    String page = "edges { cursor node { traceId } } pageInfo { hasNextPage }";
    JsonPath first = found("first: 2, orderBy: [\"timestamp_ms\"]", page);
    assertThat(first.getList("edges.node.traceId")).isEqualTo(traces.subList(0, 2));
    assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue();
    String after = first.getString("edges[1].cursor");
    JsonPath second =
        found("first: 2, orderBy: [\"timestamp_ms\"], after: \"%s\"".formatted(after), page);
    assertThat(second.getList("edges.node.traceId")).isEqualTo(traces.subList(2, 3));
    assertThat(second.getBoolean("pageInfo.hasNextPage")).isFalse();
    JsonPath refused = send("{ traces(where: \"metrics.a > 1\") { totalCount } }");
    assertThat(refused.getString("errors[0].extensions.code")).isEqualTo("BAD_INPUT");
  }

  @Test
  void oneTraceIsFoundByItsIdInItsProjectOnly() {
    String document =
        "{ trace(id: \"%s\") { traceId spans { name } } }".formatted(traces.getFirst());
    assertThat(send(document).getString("data.trace.spans[0].name")).isEqualTo("span 0");
    assertThat(send(document.replace("tr-", "")).getString("data.trace.traceId"))
        .isEqualTo(traces.getFirst());
    assertThat(send("{ trace(id: \"tr-x\") { id } }").<Object>get("data.trace")).isNull();
    JsonPath foreign = sendAs("Bearer " + TwoAttempts.FOREIGN, document, Map.of());
    assertThat(foreign.<Object>get("data.trace")).isNull();
  }
}
