package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudEvent 1.0, however it was sent.
 *
 * @param attributes all of them by their names in lower case, extensions too; id, source and type
 *     are there
 * @param data the data as JSON; missing if there is none
 */
record CloudEvent(Map<String, String> attributes, JsonNode data) {
  /** Longest attribute, in characters. */
  private static final int MAX_ATTRIBUTE = 2048;

  /** Most attributes, with those of tracing and of dead letters. */
  private static final int MAX_ATTRIBUTES = 64;

  CloudEvent {
    if (!"1.0".equals(attributes.get("specversion"))) {
      throw HttpFailure.badInput("the CloudEvent has no specversion 1.0");
    }
    for (String required : new String[] {"id", "source", "type"}) {
      if (attributes.getOrDefault(required, "").isBlank()) {
        throw HttpFailure.badInput("the CloudEvent has no " + required);
      }
    }
    if (attributes.size() > MAX_ATTRIBUTES
        || attributes.values().stream().anyMatch(value -> value.length() > MAX_ATTRIBUTE)) {
      throw HttpFailure.badInput(
          "the CloudEvent has more than %d attributes, or one of more than %d characters"
              .formatted(MAX_ATTRIBUTES, MAX_ATTRIBUTE));
    }
    attributes = Map.copyOf(attributes);
  }

  String id() {
    return attribute("id").orElseThrow();
  }

  String source() {
    return attribute("source").orElseThrow();
  }

  String type() {
    return attribute("type").orElseThrow();
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
