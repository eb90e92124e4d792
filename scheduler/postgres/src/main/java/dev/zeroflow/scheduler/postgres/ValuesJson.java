package dev.zeroflow.scheduler.postgres;

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

/** Inputs and outputs as they stand in {@code jsonb} columns. */
final class ValuesJson {
  private ValuesJson() {}

  static JsonObject json(Values values) {
    var artifacts = new JsonObject();
    values.artifacts().forEach((name, refs) -> artifacts.put(name, array(refs)));
    return new JsonObject()
        .put("parameters", parameters(values.parameters()))
        .put("artifacts", artifacts);
  }

  static Values values(JsonObject json) {
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    JsonObject stored = json.getJsonObject("artifacts");
    stored.fieldNames().forEach(name -> artifacts.put(name, refs(stored.getJsonArray(name))));
    return new Values(map(json.getJsonObject("parameters")), artifacts);
  }

  static JsonObject parameters(Map<String, @Nullable Object> values) {
    return new JsonObject(new LinkedHashMap<>(values));
  }

  static Map<String, @Nullable Object> map(JsonObject json) {
    return JsonValues.normalizeMap(json.getMap());
  }

  private static JsonArray array(List<ArtifactRef> refs) {
    var array = new JsonArray();
    refs.forEach(ref -> array.add(json(ref)));
    return array;
  }

  private static JsonObject json(ArtifactRef ref) {
    return new JsonObject()
        .put("id", ref.id().toString())
        .put("name", ref.name())
        .put("type", ref.type())
        .put("uri", ref.uri())
        .put("digest", ref.digest())
        .put("size", ref.size())
        .put("metadata", parameters(ref.metadata()));
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
