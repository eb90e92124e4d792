package dev.zeroflow.app.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zeroflow.metadata.trace.NewTrace;
import dev.zeroflow.metadata.tracking.Entry;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What attributes say of a trace. */
final class TraceTags {
  /** Before the key of a tag, in attributes of the root. */
  private static final String TAG = "mlflow.traceTag.";

  /** What is said of the exporter itself; and names that are the server's own. */
  private static final List<String> LEFT_OUT = List.of("telemetry.sdk.", "mlflow.");

  private static final Map<String, String> METADATA =
      Map.of(
          "session.id", "mlflow.trace.session",
          "gen_ai.conversation.id", "mlflow.trace.session",
          "user.id", "mlflow.trace.user");

  private TraceTags() {}

  /** Who has sent the spans. */
  static List<Entry> ofResource(List<KeyValue> attributes) {
    ObjectNode resource = OtlpValues.object(attributes);
    return entries(resource, "")
        .filter(it -> LEFT_OUT.stream().noneMatch(it.key()::startsWith))
        .limit(Entry.MAX_ENTRIES)
        .toList();
  }

  /** What the root says itself comes first. */
  static List<Entry> ofRoot(ObjectNode attributes, List<Entry> ofResource) {
    return Stream.concat(entries(attributes, TAG), ofResource.stream())
        .limit(Entry.MAX_ENTRIES)
        .toList();
  }

  /** Session and user. */
  static List<Entry> metadata(ObjectNode attributes) {
    List<Entry> metadata = new ArrayList<>();
    METADATA.forEach(
        (attribute, key) -> {
          if (attributes.hasNonNull(attribute)) {
            metadata.add(new Entry(key, text(attributes.get(attribute))));
          }
        });
    return metadata;
  }

  private static Stream<Entry> entries(ObjectNode attributes, String prefix) {
    return attributes.properties().stream()
        .filter(it -> it.getKey().startsWith(prefix))
        .map(it -> new Entry(it.getKey().substring(prefix.length()), text(it.getValue())))
        .filter(it -> NewTrace.isKey(it.key()));
  }

  private static String text(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= Entry.MAX_TAG ? text : text.substring(0, Entry.MAX_TAG);
  }
}
