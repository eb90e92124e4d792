package dev.zeroflow.app.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.zeroflow.metadata.MetadataException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.List;

/** Values of attributes as JSON. */
final class OtlpValues {
  /** Most lists and maps around a value. */
  static final int MAX_DEPTH = 32;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OtlpValues() {}

  /**
   * Attributes as an object; of a key that comes twice the last one counts.
   *
   * @throws MetadataException with BAD_INPUT if a value is nested too deeply
   */
  static ObjectNode object(List<KeyValue> attributes) {
    return object(attributes, 0);
  }

  private static ObjectNode object(List<KeyValue> members, int depth) {
    ObjectNode object = NODES.objectNode();
    members.forEach(it -> object.set(text(it.getKey()), json(it.getValue(), depth)));
    return object;
  }

  private static JsonNode json(AnyValue value, int depth) {
    if (depth > MAX_DEPTH) {
      throw MetadataException.badInput(
          "an attribute has more than %d lists and maps in each other".formatted(MAX_DEPTH));
    }
    return switch (value.getValueCase()) {
      case STRING_VALUE -> NODES.textNode(text(value.getStringValue()));
      case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
      case INT_VALUE -> NODES.numberNode(value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE -> list(value.getArrayValue().getValuesList(), depth + 1);
      case KVLIST_VALUE -> object(value.getKvlistValue().getValuesList(), depth + 1);
      case BYTES_VALUE -> NODES.textNode(base64(value.getBytesValue()));
      // Nothing, or something that a later release of the protocol knows.
      default -> NODES.nullNode();
    };
  }

  private static ArrayNode list(List<AnyValue> values, int depth) {
    ArrayNode list = NODES.arrayNode(values.size());
    values.forEach(it -> list.add(json(it, depth)));
    return list;
  }

  /** JSON has no word for what is not a finite number. */
  private static JsonNode number(double value) {
    return Double.isFinite(value)
        ? NODES.numberNode(value)
        : NODES.textNode(Double.toString(value));
  }

  /** Without U+0000, which the database has no place for. */
  static String text(String sent) {
    return sent.replace('\0', '\uFFFD');
  }

  static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
