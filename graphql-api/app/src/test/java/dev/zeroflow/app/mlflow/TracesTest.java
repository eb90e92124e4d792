package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.get;
import static dev.zeroflow.app.mlflow.FileClient.ok;
import static dev.zeroflow.app.mlflow.FileClient.post;
import static dev.zeroflow.app.mlflow.FileClient.refused;
import static dev.zeroflow.app.mlflow.FileClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.zeroflow.app.graphql.TwoAttempts;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces as clients send and read them. */
@QuarkusTest
@TestProfile(FilesProfile.class)
class TracesTest {
  private static final String API = "/api/3.0/mlflow/traces";
  private static final String OLDER = "/api/2.0/mlflow/traces";
  private static final String FOREIGN = "Bearer " + TwoAttempts.FOREIGN;

  private final String hex = UUID.randomUUID().toString().replace("-", "");
  private final String trace = "tr-" + hex;
  private String experiment;

  @BeforeEach
  void begin() {
    String name = "{\"name\": \"e-" + UUID.randomUUID() + "\"}";
    experiment = post("/api/2.0/mlflow/experiments/create", name).getString("experiment_id");
  }

  private Span span(int id, int parent) {
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(hex)))
            .setSpanId(bytes(id))
            .setName("span " + id)
            .setStartTimeUnixNano(1_000_000L * id)
            .setEndTimeUnixNano(5_000_000L);
    return (parent == 0 ? span : span.setParentSpanId(bytes(parent))).build();
  }

  private static ByteString bytes(int id) {
    return ByteString.copyFrom(HexFormat.of().parseHex("%016x".formatted(id)));
  }

  private static byte[] request(Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(Arrays.asList(spans))))
        .build()
        .toByteArray();
  }

  private HttpResponse<byte[]> sendSpans(byte[] body, String... more) {
    String[] headers =
        Stream.concat(
                Stream.of(
                    "Content-Type", "application/x-protobuf", "x-mlflow-experiment-id", experiment),
                Arrays.stream(more))
            .toArray(String[]::new);
    return send("POST", "/v1/traces", BodyPublishers.ofByteArray(body), headers);
  }

  private static byte[] packed(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private String info(String more) {
    return """
    {"trace": {"trace_info": {"trace_id": "%s", "trace_location": {"type": "MLFLOW_EXPERIMENT",
      "mlflow_experiment": {"experiment_id": "%s"}}, "request_time": "2026-01-02T03:04:05.006Z",
      "execution_duration": "1.250s", "state": "OK", "request_preview": "in" %s}}}
    """
        .formatted(trace, experiment, more);
  }

  private JsonPath started(String more) {
    return post(API, info(more));
  }

  private JsonPath found(String filter) {
    return post(
        API + "/search",
        """
        {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "%s"}}],
         "filter": "%s"}
        """
            .formatted(experiment, filter));
  }

  @Test
  void spansAndTheirTraceAreReadTogether() {
    assertThat(sendSpans(request(span(2, 1), span(1, 0))).statusCode()).isEqualTo(200);
    JsonPath told =
        started(
            """
            , "trace_metadata": {"mlflow.trace.sizeStats": "{\\"num_spans\\": 2}"},
              "tags": {"mlflow.traceName": "chat"}
            """);
    assertThat(told.getString("trace.trace_info.execution_duration")).isEqualTo("1.250s");
    assertThat(told.getMap("trace.trace_info.tags"))
        .containsEntry("mlflow.traceName", "chat")
        .containsEntry("mlflow.trace.spansLocation", "TRACKING_STORE")
        .containsEntry(
            "mlflow.artifactLocation",
            "mlflow-artifacts:/%s/traces/%s/artifacts".formatted(experiment, trace));
    JsonPath whole = ok(get(API + "/get?trace_id=" + trace));
    assertThat(whole.getList("trace.spans.name")).containsExactly("span 1", "span 2");
    assertThat(whole.getString("trace.trace_info.request_time"))
        .isEqualTo("2026-01-02T03:04:05.006Z");
    JsonPath many = ok(get(API + "/batchGet?trace_ids=" + trace + "&trace_ids=tr-x"));
    assertThat(many.getList("traces")).hasSize(1);
    JsonPath infos = post(API + "/batchGetInfos", "{\"trace_ids\": [\"" + trace + "\"]}");
    assertThat(infos.getString("trace_infos[0].trace_id")).isEqualTo(trace);
  }

  @Test
  void packedSpansAreUnpackedAndBrokenOnesRefused() throws IOException {
    byte[] request = request(span(1, 0));
    assertThat(sendSpans(packed(request), "Content-Encoding", "gzip").statusCode()).isEqualTo(200);
    assertThat(found("").getList("traces.trace_id")).containsExactly(trace);
    refused(sendSpans(request, "Content-Encoding", "gzip"), 400, "INVALID_PARAMETER_VALUE");
    refused(
        sendSpans(packed(new byte[65 << 20]), "Content-Encoding", "gzip"),
        400,
        "INVALID_PARAMETER_VALUE");
    refused(sendSpans("{}".getBytes()), 400, "INVALID_PARAMETER_VALUE");
    refused(
        send("POST", "/v1/traces", BodyPublishers.ofByteArray(request)),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  @Test
  void anIncompleteTraceIsShownOnlyToWhoAsksForParts() {
    sendSpans(request(span(1, 0)));
    started(", \"trace_metadata\": {\"mlflow.trace.sizeStats\": \"{\\\"num_spans\\\": 2}\"}");
    assertThat(ok(get(API + "/batchGet?trace_ids=" + trace)).getList("traces")).isNull();
    JsonPath part = ok(get(API + "/get?allow_partial=true&trace_id=" + trace));
    assertThat(part.getList("trace.spans")).hasSize(1);
    refused(get(API + "/get?trace_id=" + trace), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void whatIsToldWronglyIsRefused() {
    for (String wrong :
        new String[] {
          "{}",
          info("").replace(trace, "tr-1"),
          info("").replace(trace, trace.toUpperCase(java.util.Locale.ROOT)),
          info("").replace("\"OK\"", "\"FINE\""),
          info("").replace("1.250s", "-1s"),
          info("").replace("2026-01-02T", "yesterday"),
          info(", \"tags\": {\"%s\": \"x\"}".formatted("k".repeat(251))),
          info(", \"assessments\": [{\"assessment_name\": \"x\"}]"),
        }) {
      refused(send("POST", API, BodyPublishers.ofString(wrong)), 400, "INVALID_PARAMETER_VALUE");
    }
    refused(
        send("POST", API, BodyPublishers.ofString(info("").replace(experiment + "\"", "99887\""))),
        404,
        "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void tagsAreSetAndRemovedBelowBothReleases() {
    started("");
    for (String api : new String[] {API, OLDER}) {
      String tags = api + "/" + trace + "/tags";
      ok(send("PATCH", tags, BodyPublishers.ofString("{\"key\": \"a\", \"value\": \"1\"}")));
      assertThat(found("tags.a = '1'").getList("traces")).hasSize(1);
      ok(send("DELETE", tags, BodyPublishers.ofString("{\"key\": \"a\"}")));
      refused(
          send("DELETE", tags, BodyPublishers.ofString("{\"key\": \"a\"}")),
          404,
          "RESOURCE_DOES_NOT_EXIST");
      String made = "{\"key\": \"mlflow.trace.spansLocation\", \"value\": \"x\"}";
      refused(send("PATCH", tags, BodyPublishers.ofString(made)), 400, "INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void feedbackAndExpectationsAreKeptChangedAndDeleted() {
    started("");
    String said = API + "/" + trace + "/assessments";
    JsonPath made =
        post(
            said,
            """
            {"assessment": {"assessment_name": "quality", "source": {"source_type": "HUMAN",
              "source_id": "me"}, "feedback": {"value": 0.5}, "rationale": "so so",
              "metadata": {"a": "1"}, "valid": true}}
            """);
    String id = made.getString("assessment.assessment_id");
    assertThat(id).startsWith("a-");
    assertThat(made.getString("assessment.trace_id")).isEqualTo(trace);
    String change =
        """
        {"assessment": {"feedback": {"value": "good"}, "metadata": {"b": "2"}},
         "update_mask": "feedback,metadata"}
        """;
    JsonPath after = ok(send("PATCH", said + "/" + id, BodyPublishers.ofString(change)));
    assertThat(after.getString("assessment.feedback.value")).isEqualTo("good");
    assertThat(after.getMap("assessment.metadata")).hasSize(2);
    assertThat(after.getString("assessment.rationale")).isEqualTo("so so");
    assertThat(found("feedback.quality = 'good'").getList("traces")).hasSize(1);
    post(
        said,
        """
        {"assessment": {"assessment_name": "answer", "expectation": {"serialized_value":
          {"serialization_format": "JSON_FORMAT", "value": "{\\"x\\": [1]}"}}}}
        """);
    JsonPath info = ok(get(API + "/" + trace));
    assertThat(info.getList("trace.trace_info.assessments")).hasSize(2);
    assertThat(info.getString("trace.trace_info.assessments[1].expectation.serialized_value.value"))
        .isEqualTo("{\"x\": [1]}");
    ok(send("DELETE", said + "/" + id, BodyPublishers.noBody()));
    refused(get(said + "/" + id), 404, "RESOURCE_DOES_NOT_EXIST");
    refused(
        send(
            "POST",
            said,
            BodyPublishers.ofString("{\"assessment\": {\"assessment_name\": \"x\"}}")),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  @Test
  void aTraceOfAnotherProjectDoesNotExist() {
    sendSpans(request(span(1, 0)));
    started("");
    refused(get(API + "/" + trace, "Authorization", FOREIGN), 404, "RESOURCE_DOES_NOT_EXIST");
    refused(
        get(API + "/get?trace_id=" + trace, "Authorization", FOREIGN),
        404,
        "RESOURCE_DOES_NOT_EXIST");
    refused(
        send(
            "PATCH",
            API + "/" + trace + "/tags",
            BodyPublishers.ofString("{\"key\": \"a\", \"value\": \"1\"}"),
            "Authorization",
            FOREIGN),
        404,
        "RESOURCE_DOES_NOT_EXIST");
    assertThat(
            ok(get(API + "/batchGet?trace_ids=" + trace, "Authorization", FOREIGN))
                .getList("traces"))
        .isNull();
  }

  @Test
  void tracesAreLinkedWithRunsAndDeleted() {
    sendSpans(request(span(1, 0)));
    String create = "{\"experiment_id\": \"%s\", \"start_time\": 1}".formatted(experiment);
    String run = post("/api/2.0/mlflow/runs/create", create).getString("run.info.run_id");
    String link = "{\"trace_ids\": [\"%s\"], \"run_id\": \"%s\"}".formatted(trace, run);
    post(OLDER + "/link-to-run", link);
    assertThat(found("run_id = '" + run + "'").getList("traces")).hasSize(1);
    String which =
        "{\"experiment_id\": \"%s\", \"request_ids\": [\"%s\"]}".formatted(experiment, trace);
    assertThat(post(OLDER + "/delete-traces", which).getInt("traces_deleted")).isEqualTo(1);
    assertThat(post(OLDER + "/delete-traces", which).getInt("traces_deleted")).isZero();
    refused(get(API + "/" + trace), 404, "RESOURCE_DOES_NOT_EXIST");
    refused(
        send(
            "POST",
            OLDER + "/delete-traces",
            BodyPublishers.ofString("{\"experiment_id\": \"%s\"}".formatted(experiment))),
        400,
        "INVALID_PARAMETER_VALUE");
  }
}
