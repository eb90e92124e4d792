package dev.zeroflow.app.openlineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value in a document, and where it is, for messages.
 *
 * @param path e.g. {@code run.runId}; empty for the document
 */
record JsonField(JsonNode value, String path) {
  /** What is under a name; may be missing. */
  JsonField at(String name) {
    return new JsonField(value.path(name), path.isEmpty() ? name : path + "." + name);
  }

  boolean isMissing() {
    return value.isMissingNode() || value.isNull();
  }

  /** An object. */
  JsonField object() {
    if (!value.isObject()) {
      throw wrong("must be an object");
    }
    return this;
  }

  /** A text that is not empty. */
  String text() {
    String text = value.isTextual() ? value.textValue() : "";
    if (text.isEmpty()) {
      throw wrong("must be a text that is not empty");
    }
    return text;
  }

  /** The text, or empty if there is none. */
  Optional<String> optionalText() {
    return isMissing() ? Optional.empty() : Optional.of(text());
  }

  /** The items of a list; none if it is missing. */
  List<JsonField> items(int most) {
    if (!isMissing() && !value.isArray()) {
      throw wrong("must be a list");
    }
    if (value.size() > most) {
      throw wrong("must have no more than " + most + " items");
    }
    List<JsonField> items = new ArrayList<>();
    for (JsonNode item : value) {
      items.add(new JsonField(item, path + "[" + items.size() + "]"));
    }
    return items;
  }

  /** The refusal of it. */
  HttpFailure wrong(String why) {
    return HttpFailure.badInput((path.isEmpty() ? "the event" : path) + " " + why);
  }
}
