package dev.zeroflow.app.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.SentSpan;
import dev.zeroflow.metadata.trace.SpanStatus;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.tracking.Entry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the spans of a request of OpenTelemetry's protocol, as protobuf. */
public final class OtlpSpans {
  /** Most spans of one request. */
  public static final int MAX_SPANS = 10_000;

  private static final HexFormat HEX = HexFormat.of();
  private static final int TRACE_BYTES = 16;

  private final List<SentSpan> spans = new ArrayList<>();

  private OtlpSpans() {}

  /**
   * The spans in their order.
   *
   * @throws MetadataException with BAD_INPUT if it is no such request, or over a limit
   */
  public static List<SentSpan> read(byte[] request) {
    var reader = new OtlpSpans();
    parsed(request).getResourceSpansList().forEach(reader::add);
    if (reader.spans.isEmpty()) {
      throw MetadataException.badInput("the request has no spans");
    }
    return reader.spans;
  }

  private static ExportTraceServiceRequest parsed(byte[] request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request);
    } catch (InvalidProtocolBufferException e) {
      throw MetadataException.badInput(
          "the body is no request of OpenTelemetry's protocol: " + e.getMessage());
    }
  }

  private void add(ResourceSpans resource) {
    List<Entry> tags = TraceTags.ofResource(resource.getResource().getAttributesList());
    resource.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(span -> add(span, tags));
  }

  private void add(Span sent, List<Entry> tags) {
    if (spans.size() == MAX_SPANS) {
      throw MetadataException.badInput("a request has at most %d spans".formatted(MAX_SPANS));
    }
    UUID trace = trace(sent.getTraceId());
    ObjectNode attributes = OtlpValues.object(sent.getAttributesList());
    attributes.put(SpanKeys.TRACE, "tr-" + HEX.formatHex(sent.getTraceId().toByteArray()));
    TraceSpan span = span(sent, attributes);
    spans.add(
        new SentSpan(
            trace,
            span,
            json(attributes.get(SpanKeys.INPUTS)),
            json(attributes.get(SpanKeys.OUTPUTS)),
            TraceTags.metadata(attributes),
            span.isRoot() ? TraceTags.ofRoot(attributes, tags) : tags));
  }

  private static UUID trace(ByteString id) {
    if (id.size() != TRACE_BYTES) {
      throw MetadataException.badInput("the id of a trace has 16 bytes, not " + id.size());
    }
    var bytes = id.asReadOnlyByteBuffer();
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static @Nullable String json(@Nullable JsonNode value) {
    return value == null ? null : value.toString();
  }

  private static TraceSpan span(Span sent, ObjectNode attributes) {
    String parent = hex(sent.getParentSpanId());
    long ended = sent.getEndTimeUnixNano();
    return new TraceSpan(
        hex(sent.getSpanId()),
        parent.isEmpty() ? null : parent,
        cut(sent.getName()),
        cut(attributes.path(SpanKeys.TYPE).asText("UNKNOWN")),
        status(sent.getStatus()),
        cut(sent.getStatus().getMessage()),
        sent.getStartTimeUnixNano(),
        ended == 0 ? null : ended,
        attributes.toString(),
        events(sent).toString(),
        links(sent).toString());
  }

  private static String hex(ByteString bytes) {
    return HEX.formatHex(bytes.toByteArray());
  }

  private static String cut(String sent) {
    String text = OtlpValues.text(sent);
    return text.length() <= TraceSpan.MAX_NAME ? text : text.substring(0, TraceSpan.MAX_NAME);
  }

  private static SpanStatus status(Status sent) {
    return switch (sent.getCode()) {
      case STATUS_CODE_OK -> SpanStatus.OK;
      case STATUS_CODE_ERROR -> SpanStatus.ERROR;
      case STATUS_CODE_UNSET, UNRECOGNIZED -> SpanStatus.UNSET;
    };
  }

  private static ArrayNode events(Span sent) {
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    for (Span.Event it : sent.getEventsList()) {
      ObjectNode event = events.addObject().put(SpanKeys.NAME, OtlpValues.text(it.getName()));
      event.put(SpanKeys.TIME, it.getTimeUnixNano());
      event.set(SpanKeys.ATTRIBUTES, OtlpValues.object(it.getAttributesList()));
    }
    return events;
  }

  private static ArrayNode links(Span sent) {
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    for (Span.Link it : sent.getLinksList()) {
      ObjectNode link = links.addObject().put(SpanKeys.TRACE_ID, hex(it.getTraceId()));
      link.put(SpanKeys.SPAN_ID, hex(it.getSpanId()));
      link.set(SpanKeys.ATTRIBUTES, OtlpValues.object(it.getAttributesList()));
    }
    return links;
  }
}
