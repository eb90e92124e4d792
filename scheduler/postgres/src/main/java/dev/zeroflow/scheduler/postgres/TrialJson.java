package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.hpo.study.Assignment;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.scheduler.study.TrialAttempt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/** What is known of a trial, as JSON. */
final class TrialJson {
  private TrialJson() {}

  static String assignment(Assignment assignment) {
    var fixed = new JsonObject();
    assignment.fixed().forEach((name, value) -> fixed.put(name, SpaceJson.plain(value)));
    return new JsonObject()
        .put("fixed", fixed)
        .put("proposal", SpaceJson.parameters(assignment.proposal()))
        .put("given", SpaceJson.parameters(assignment.parameters()))
        .encode();
  }

  static Assignment assignment(String text) {
    var json = new JsonObject(text);
    Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
    JsonObject values = json.getJsonObject("fixed");
    values.fieldNames().forEach(it -> fixed.put(it, SpaceJson.fromPlain(values.getValue(it))));
    PMap<String, Parameter> given = OrderedPMap.empty();
    for (var it : SpaceJson.parameters(json.getJsonArray("given")).entrySet()) {
      given = given.plus(it.getKey(), it.getValue());
    }
    return new Assignment(fixed, SpaceJson.parameters(json.getJsonArray("proposal")), given);
  }

  static String attempts(List<TrialAttempt> attempts) {
    var json = new JsonArray();
    for (TrialAttempt it : attempts) {
      json.add(
          new JsonObject()
              .put("token", it.token())
              .put("worker", it.worker())
              .put("since", it.since().toString())
              .put("until", it.until().toString()));
    }
    return json.encode();
  }

  static List<TrialAttempt> attempts(String text) {
    var json = new JsonArray(text);
    List<TrialAttempt> attempts = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      JsonObject it = json.getJsonObject(i);
      attempts.add(
          new TrialAttempt(
              it.getString("token"),
              it.getString("worker"),
              Instant.parse(it.getString("since")),
              Instant.parse(it.getString("until"))));
    }
    return attempts;
  }

  /** Numbers by name, also infinite ones. */
  static String numbers(Map<String, Double> numbers) {
    var json = new JsonObject();
    numbers.forEach((name, number) -> json.put(name, number.toString()));
    return json.encode();
  }

  static Map<String, Double> numbers(String text) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    ValuesJson.texts(text).forEach((name, number) -> numbers.put(name, Double.valueOf(number)));
    return numbers;
  }
}
