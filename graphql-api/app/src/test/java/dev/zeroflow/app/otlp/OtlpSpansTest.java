package dev.zeroflow.app.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.SentSpan;
import dev.zeroflow.metadata.trace.SpanStatus;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.tracking.Entry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {
  private static final String TRACE = "0123456789abcdef0123456789abcdef";
  private static final String SPAN = "00000000000000aa";

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static AnyValue list(AnyValue... values) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static Span.Builder span(KeyValue... attributes) {
    return Span.newBuilder()
        .setTraceId(bytes(TRACE))
        .setSpanId(bytes(SPAN))
        .setName("work")
        .setStartTimeUnixNano(5)
        .setEndTimeUnixNano(9)
        .addAllAttributes(List.of(attributes));
  }

  private static byte[] request(List<KeyValue> resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(resource))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build()
        .toByteArray();
  }

  private static SentSpan read(Span span) {
    return OtlpSpans.read(request(List.of(), span)).getFirst();
  }

  @Test
  void aSpanIsReadWithWhatItSaysOfItsTrace() {
    SentSpan sent =
        read(
            span(
                    attribute("mlflow.spanType", text("CHAIN")),
                    attribute("mlflow.spanInputs", list(text("a"))),
                    attribute("mlflow.spanOutputs", text("b")),
                    attribute("session.id", text("s1")),
                    attribute("mlflow.traceTag.team", text("one")))
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("no"))
                .build());
    assertThat(sent.trace()).isEqualTo(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
    assertThat(sent.inputs()).isEqualTo("[\"a\"]");
    assertThat(sent.outputs()).isEqualTo("\"b\"");
    assertThat(sent.metadata()).containsExactly(new Entry("mlflow.trace.session", "s1"));
    assertThat(sent.tags()).containsExactly(new Entry("team", "one"));
    TraceSpan span = sent.span();
    assertThat(span.id()).isEqualTo(SPAN);
    assertThat(span.isRoot()).isTrue();
    assertThat(span.type()).isEqualTo("CHAIN");
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.statusMessage()).isEqualTo("no");
    assertThat(span.startedNanos()).isEqualTo(5);
    assertThat(span.endedNanos()).isEqualTo(9);
    assertThat(span.attributes()).contains("\"mlflow.traceRequestId\":\"tr-" + TRACE + "\"");
  }

  @Test
  void everyKindOfValueComesBackAsItWasSent() {
    KeyValue[] sent = {
      attribute("text", text("é😀\"")),
      attribute("whole", AnyValue.newBuilder().setIntValue(Long.MAX_VALUE).build()),
      attribute("real", AnyValue.newBuilder().setDoubleValue(1.0).build()),
      attribute("small", AnyValue.newBuilder().setDoubleValue(1e-300).build()),
      attribute("true", AnyValue.newBuilder().setBoolValue(true).build()),
      attribute("empty", list()),
      attribute("nothing", AnyValue.getDefaultInstance()),
      attribute(
          "tree",
          AnyValue.newBuilder()
              .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("z", list(text("x")))))
              .build()),
    };
    Span span =
        span(sent)
            .setParentSpanId(bytes("00000000000000bb"))
            .addEvents(Span.Event.newBuilder().setName("e").setTimeUnixNano(7))
            .addLinks(Span.Link.newBuilder().setTraceId(bytes(TRACE)).setSpanId(bytes(SPAN)))
            .build();
    SentSpan read = read(span);
    JsonNode json = SpanJson.of(read.trace(), read.span());
    assertThat(json.path("trace_id").asText()).isEqualTo("ASNFZ4mrze8BI0VniavN7w==");
    assertThat(json.path("parent_span_id").asText()).isEqualTo("AAAAAAAAALs=");
    assertThat(json.path("end_time_unix_nano").isNumber()).isTrue();
    assertThat(json.path("events").toString())
        .isEqualTo("[{\"name\":\"e\",\"time_unix_nano\":7,\"attributes\":[]}]");
    assertThat(json.path("links").path(0).path("span_id").asText()).isEqualTo("AAAAAAAAAKo=");
    assertThat(value(json, 0)).isEqualTo("{\"string_value\":\"é😀\\\"\"}");
    assertThat(value(json, 1)).isEqualTo("{\"int_value\":9223372036854775807}");
    assertThat(value(json, 2)).isEqualTo("{\"double_value\":1.0}");
    assertThat(value(json, 3)).isEqualTo("{\"double_value\":1.0E-300}");
    assertThat(value(json, 4)).isEqualTo("{\"bool_value\":true}");
    assertThat(value(json, 5)).isEqualTo("{\"array_value\":{\"values\":[]}}");
    assertThat(value(json, 6)).isEqualTo("{}");
    assertThat(value(json, 7))
        .isEqualTo(
            "{\"kvlist_value\":{\"values\":[{\"key\":\"z\",\"value\":{\"array_value\":"
                + "{\"values\":[{\"string_value\":\"x\"}]}}}]}}");
  }

  private static String value(JsonNode span, int attribute) {
    return span.path("attributes").path(attribute).path("value").toString();
  }

  @Test
  void whatJsonAndTheDatabaseHaveNoPlaceForIsReplaced() {
    SentSpan sent =
        read(
            span(
                    attribute("nul\0", text("a\0b")),
                    attribute("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN).build()))
                .setName("na\0me" + "x".repeat(2_000))
                .build());
    assertThat(sent.span().attributes()).contains("\"nul\uFFFD\":\"a\uFFFDb\"", "\"NaN\"");
    assertThat(sent.span().name()).startsWith("na\uFFFDme").hasSize(TraceSpan.MAX_NAME);
  }

  @Test
  void theResourceIsTagsButForItsExporterAndOurNames() {
    var resource =
        List.of(
            attribute("service.name", text("chat")),
            attribute("telemetry.sdk.language", text("python")),
            attribute("mlflow.trace.spansLocation", text("ELSEWHERE")));
    SentSpan sent = OtlpSpans.read(request(resource, span().build())).getFirst();
    assertThat(sent.tags()).containsExactly(new Entry("service.name", "chat"));
  }

  @Test
  void whatIsNoRequestIsRefused() {
    byte[] none = request(List.of());
    byte[] noTrace = request(List.of(), span().clearTraceId().build());
    byte[] noSpan = request(List.of(), span().clearSpanId().build());
    for (byte[] bad : List.of(none, noTrace, noSpan, "{}".getBytes(), new byte[] {1, 2, 3})) {
      assertThatThrownBy(() -> OtlpSpans.read(bad)).isInstanceOf(MetadataException.class);
    }
  }

  @Test
  void valuesAreNotNestedWithoutEnd() {
    AnyValue deep = text("x");
    for (int i = 0; i < OtlpValues.MAX_DEPTH; i++) {
      deep = list(deep);
    }
    assertThat(read(span(attribute("deep", deep)).build())).isNotNull();
    Span deeper = span(attribute("deep", list(deep))).build();
    assertThatThrownBy(() -> read(deeper))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("in each other");
  }
}
