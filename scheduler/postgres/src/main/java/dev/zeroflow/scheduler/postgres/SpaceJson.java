package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Parameter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ranges, choices and the values drawn from them as JSON. */
final class SpaceJson {
  private SpaceJson() {}

  static JsonObject space(SearchSpace space) {
    var json = new JsonObject();
    space.distributions().forEach((name, it) -> json.put(name, distribution(it)));
    return json;
  }

  static SearchSpace space(JsonObject json) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    json.forEach(it -> distributions.put(it.getKey(), distribution((JsonObject) it.getValue())));
    return SearchSpace.of(distributions);
  }

  static JsonObject distribution(Distribution distribution) {
    return switch (distribution) {
      case FloatDistribution it ->
          new JsonObject()
              .put("kind", "float")
              .put("low", it.low())
              .put("high", it.high())
              .put("step", it.step())
              .put("log", it.log());
      case IntDistribution it ->
          new JsonObject()
              .put("kind", "int")
              .put("low", it.low())
              .put("high", it.high())
              .put("step", it.step())
              .put("log", it.log());
      case CategoricalDistribution it ->
          new JsonObject().put("kind", "choice").put("choices", plain(it.choices()));
      default -> throw new IllegalStateException("nobody has written down " + distribution);
    };
  }

  static Distribution distribution(JsonObject json) {
    return switch (json.getString("kind")) {
      case "float" ->
          new FloatDistribution(
              json.getDouble("low"),
              json.getDouble("high"),
              json.getDouble("step"),
              json.getBoolean("log"));
      case "int" ->
          new IntDistribution(
              json.getLong("low"),
              json.getLong("high"),
              json.getLong("step"),
              json.getBoolean("log"));
      case "choice" -> new CategoricalDistribution(plain(json.getJsonArray("choices")));
      default -> throw new IllegalStateException("not a distribution: " + json);
    };
  }

  /** Parameters in their order. */
  static JsonArray parameters(Map<String, Parameter> parameters) {
    var json = new JsonArray();
    parameters.forEach(
        (name, it) ->
            json.add(
                new JsonObject()
                    .put("name", name)
                    .put("of", distribution(it.distribution()))
                    .put("is", it.internal())));
    return json;
  }

  static Map<String, Parameter> parameters(JsonArray json) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Object element : json) {
      var it = (JsonObject) element;
      parameters.put(
          it.getString("name"),
          new Parameter(distribution(it.getJsonObject("of")), it.getDouble("is")));
    }
    return parameters;
  }

  /** Null, texts, truth values and numbers; those with a point are marked, to come back as such. */
  static JsonArray plain(List<? extends @Nullable Object> values) {
    var json = new JsonArray();
    values.forEach(it -> json.add(plain(it)));
    return json;
  }

  static List<@Nullable Object> plain(JsonArray json) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      values.add(fromPlain(json.getValue(i)));
    }
    return values;
  }

  static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Double || value instanceof Float
        ? new JsonObject().put("double", value.toString())
        : value;
  }

  static @Nullable Object fromPlain(@Nullable Object json) {
    return switch (json) {
      case JsonObject marked -> Double.parseDouble(marked.getString("double"));
      case Integer whole -> (long) whole;
      case null, default -> json;
    };
  }
}
