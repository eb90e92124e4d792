package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Inputs, outputs and parameters as JSON text, in the order of their keys. Null stands for nothing,
 * and a member that would be empty is left out.
 */
final class ValuesJson {
  private ValuesJson() {}

  static @Nullable String text(Values values) {
    var json = new LinkedHashMap<String, Object>();
    if (!values.parameters().isEmpty()) {
      json.put("parameters", values.parameters());
    }
    if (!values.artifacts().isEmpty()) {
      var artifacts = new LinkedHashMap<String, Object>();
      values
          .artifacts()
          .forEach(
              (name, refs) -> artifacts.put(name, refs.stream().map(ValuesJson::map).toList()));
      json.put("artifacts", artifacts);
    }
    return json.isEmpty() ? null : Json.write(json);
  }

  static Values values(@Nullable String text) {
    if (text == null) {
      return Values.NONE;
    }
    var json = new JsonObject(text);
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    JsonObject stored = json.getJsonObject("artifacts", new JsonObject());
    stored.fieldNames().forEach(name -> artifacts.put(name, refs(stored.getJsonArray(name))));
    return new Values(map(json.getJsonObject("parameters", new JsonObject())), artifacts);
  }

  static Map<String, @Nullable Object> map(String text) {
    return map(new JsonObject(text));
  }

  static Map<String, String> texts(String text) {
    var texts = new LinkedHashMap<String, String>();
    new JsonObject(text).forEach(member -> texts.put(member.getKey(), (String) member.getValue()));
    return texts;
  }

  private static Map<String, @Nullable Object> map(JsonObject json) {
    return JsonValues.normalizeMap(json.getMap());
  }

  private static Map<String, Object> map(ArtifactRef ref) {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", ref.id().toString());
    map.put("name", ref.name());
    map.put("type", ref.type());
    map.put("uri", ref.uri());
    map.put("digest", ref.digest());
    map.put("size", ref.size());
    map.put("metadata", ref.metadata());
    return map;
  }

  private static List<ArtifactRef> refs(JsonArray array) {
    var refs = new ArrayList<ArtifactRef>(array.size());
    for (int i = 0; i < array.size(); i++) {
      refs.add(ref(array.getJsonObject(i)));
    }
    return refs;
  }

  private static ArtifactRef ref(JsonObject json) {
    return new ArtifactRef(
        UUID.fromString(json.getString("id")),
        json.getString("name"),
        json.getString("type"),
        json.getString("uri"),
        json.getString("digest"),
        json.getLong("size"),
        map(json.getJsonObject("metadata")));
  }
}
