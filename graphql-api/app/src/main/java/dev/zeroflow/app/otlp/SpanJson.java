package dev.zeroflow.app.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zeroflow.metadata.trace.SpanStatus;
import dev.zeroflow.metadata.trace.TraceSpan;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Spans in the JSON form of their protobuf messages, with names as they are there. */
public final class SpanJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpanJson() {}

  /** The span; ids are Base64, times nanoseconds since 1970. */
  public static JsonNode of(UUID trace, TraceSpan span) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(SpanKeys.TRACE_ID, base64(trace.toString().replace("-", "")));
    node.put(SpanKeys.SPAN_ID, base64(span.id()));
    if (span.parentId() != null) {
      node.put("parent_span_id", base64(span.parentId()));
    }
    node.put(SpanKeys.NAME, span.name()).put("start_time_unix_nano", span.startedNanos());
    if (span.endedNanos() != null) {
      node.put("end_time_unix_nano", span.endedNanos().longValue());
    }
    node.set(SpanKeys.ATTRIBUTES, attributes(read(span.attributes())));
    node.set("events", events(read(span.events())));
    node.set("links", links(read(span.links())));
    node.set("status", status(span));
    return node;
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static JsonNode read(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is none", e);
    }
  }

  private static ObjectNode status(TraceSpan span) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    if (!span.statusMessage().isEmpty()) {
      status.put("message", span.statusMessage());
    }
    if (span.status() != SpanStatus.UNSET) {
      status.put("code", "STATUS_CODE_" + span.status());
    }
    return status;
  }

  private static ArrayNode events(JsonNode stored) {
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    for (JsonNode it : stored) {
      ObjectNode event = events.addObject();
      event.set(SpanKeys.NAME, it.path(SpanKeys.NAME));
      event.set(SpanKeys.TIME, it.path(SpanKeys.TIME));
      event.set(SpanKeys.ATTRIBUTES, attributes(it.path(SpanKeys.ATTRIBUTES)));
    }
    return events;
  }

  private static ArrayNode links(JsonNode stored) {
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    for (JsonNode it : stored) {
      ObjectNode link = links.addObject();
      link.put(SpanKeys.TRACE_ID, base64(it.path(SpanKeys.TRACE_ID).asText()));
      link.put(SpanKeys.SPAN_ID, base64(it.path(SpanKeys.SPAN_ID).asText()));
      link.set(SpanKeys.ATTRIBUTES, attributes(it.path(SpanKeys.ATTRIBUTES)));
    }
    return links;
  }

  private static ArrayNode attributes(JsonNode object) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    object
        .properties()
        .forEach(it -> list.addObject().put("key", it.getKey()).set("value", value(it.getValue())));
    return list;
  }

  private static ObjectNode value(JsonNode it) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    if (it.isTextual()) {
      value.put("string_value", it.textValue());
    } else if (it.isBoolean()) {
      value.put("bool_value", it.booleanValue());
    } else if (it.isIntegralNumber() && it.canConvertToLong()) {
      value.put("int_value", it.longValue());
    } else if (it.isNumber()) {
      value.put("double_value", it.doubleValue());
    } else if (it.isArray()) {
      ArrayNode values = value.putObject("array_value").putArray("values");
      it.forEach(each -> values.add(value(each)));
    } else if (it.isObject()) {
      value.putObject("kvlist_value").set("values", attributes(it));
    }
    return value;
  }
}
