package dev.zeroflow.app.hub;

import dev.zeroflow.app.http.HttpFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request: fields that are columns of ours, and all the others, which are kept as they are. */
record HubBody(Map<String, @Nullable Object> fields) {
  /** What the server says itself, or keeps elsewhere. */
  private static final Set<String> OURS =
      Set.of(
          "id",
          "name",
          "description",
          "registeredModelId",
          "artifactType",
          "uri",
          "createTimeSinceEpoch",
          "lastUpdateTimeSinceEpoch");

  /** A text; null if it is not sent. */
  @Nullable String text(String field) {
    Object value = fields.get(field);
    if (value != null && !(value instanceof String)) {
      throw HttpFailure.badInput(field + " must be a text");
    }
    return (String) value;
  }

  String required(String field) {
    String value = text(field);
    if (value == null || value.isEmpty()) {
      throw HttpFailure.badInput(field + " is missing");
    }
    return value;
  }

  String orEmpty(String field) {
    String value = text(field);
    return value == null ? "" : value;
  }

  /** Id of something that the request needs. */
  Integer number(String field) {
    return HubIds.number(field, required(field));
  }

  /** What is kept as it is. */
  Map<String, @Nullable Object> properties() {
    return onto(Map.of());
  }

  /** Likewise, over what is kept already. */
  Map<String, @Nullable Object> onto(Map<String, @Nullable Object> kept) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(kept);
    fields.forEach(
        (key, value) -> {
          if (!OURS.contains(key)) {
            if (value == null) {
              properties.remove(key);
            } else {
              properties.put(key, value);
            }
          }
        });
    return properties;
  }
}
