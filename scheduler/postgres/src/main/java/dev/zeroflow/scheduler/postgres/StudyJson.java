package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.scheduler.study.Budget;
import dev.zeroflow.scheduler.study.Choice;
import dev.zeroflow.scheduler.study.Objective;
import dev.zeroflow.scheduler.study.StudySpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a study is about, as JSON. */
final class StudyJson {
  private StudyJson() {}

  static String text(StudySpec spec) {
    SearchSpace space = spec.space();
    return new JsonObject()
        .put("objectives", objectives(spec.objectives()))
        .put("space", space == null ? null : SpaceJson.space(space))
        .put("sampler", choice(spec.sampler()))
        .put("pruner", choice(spec.pruner()))
        .put("seed", spec.seed())
        .put("parallelism", spec.parallelism())
        .put("budget", budget(spec.budget()))
        .put("lease", spec.leasing().length().toString())
        .put("attempts", spec.leasing().attempts())
        .encode();
  }

  static StudySpec spec(String name, String text) {
    var json = new JsonObject(text);
    JsonObject space = json.getJsonObject("space");
    return new StudySpec(
        name,
        objectives(json.getJsonArray("objectives")),
        space == null ? null : SpaceJson.space(space),
        choice(json.getJsonObject("sampler")),
        choice(json.getJsonObject("pruner")),
        json.getLong("seed"),
        json.getInteger("parallelism"),
        budget(json.getJsonObject("budget")),
        new StudySpec.Leasing(
            Duration.parse(json.getString("lease")), json.getInteger("attempts")));
  }

  private static JsonArray objectives(List<Objective> objectives) {
    var json = new JsonArray();
    for (Objective it : objectives) {
      json.add(new JsonObject().put("metric", it.metric()).put("direction", it.direction().name()));
    }
    return json;
  }

  private static List<Objective> objectives(JsonArray json) {
    List<Objective> objectives = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      JsonObject it = json.getJsonObject(i);
      objectives.add(
          new Objective(it.getString("metric"), Direction.valueOf(it.getString("direction"))));
    }
    return objectives;
  }

  private static JsonObject choice(Choice choice) {
    var options = new JsonObject();
    choice.options().forEach((name, number) -> options.put(name, number.toString()));
    return new JsonObject().put("name", choice.name()).put("options", options);
  }

  private static Choice choice(JsonObject json) {
    Map<String, Double> options = new TreeMap<>();
    json.getJsonObject("options")
        .forEach(it -> options.put(it.getKey(), Double.valueOf((String) it.getValue())));
    return Choice.of(json.getString("name"), options);
  }

  private static JsonObject budget(Budget budget) {
    return new JsonObject()
        .put("trials", budget.trials())
        .put("failures", budget.failures())
        .put("time", budget.time() == null ? null : budget.time().toString());
  }

  private static Budget budget(JsonObject json) {
    @Nullable String time = json.getString("time");
    return new Budget(
        json.getInteger("trials"),
        json.getInteger("failures"),
        time == null ? null : Duration.parse(time));
  }
}
