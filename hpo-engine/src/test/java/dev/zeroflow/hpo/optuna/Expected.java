package dev.zeroflow.hpo.optuna;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads what {@code src/test/optuna/expected.py} has written. */
@SuppressWarnings("unchecked")
public record Expected(Map<String, Object> fields) {

  public static Stream<Expected> read(String file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(10 << 20).build();
    try (InputStream json = Expected.class.getResourceAsStream("/optuna/" + file)) {
      var cases = (List<Map<String, Object>>) new Load(settings).loadFromInputStream(json);
      return cases.stream().map(Expected::new);
    }
  }

  public List<Expected> list(String name) {
    return ((List<Map<String, Object>>) fields.get(name)).stream().map(Expected::new).toList();
  }

  public List<String> texts(String name) {
    return (List<String>) fields.get(name);
  }

  public double[] numbers(String name) {
    return numbers((List<?>) fields.get(name));
  }

  public double[][] rows(String name) {
    return ((List<List<?>>) fields.get(name))
        .stream().map(Expected::numbers).toArray(double[][]::new);
  }

  public double number(String name) {
    return number(fields.get(name));
  }

  public Map<String, Object> map(String name) {
    return (Map<String, Object>) fields.get(name);
  }

  public Expected at(String name) {
    return new Expected(map(name));
  }

  public List<Direction> directions() {
    return texts("directions").stream()
        .map(direction -> Direction.valueOf(direction.toUpperCase(Locale.ROOT)))
        .toList();
  }

  public SearchSpace space() {
    Map<String, Distribution> distributions = new TreeMap<>();
    map("space")
        .forEach(
            (name, axis) ->
                distributions.put(name, distribution(new Expected((Map<String, Object>) axis))));
    return SearchSpace.of(distributions);
  }

  public static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value + "");
  }

  private static double[] numbers(List<?> values) {
    return values.stream().mapToDouble(Expected::number).toArray();
  }

  public static Distribution distribution(Expected axis) {
    if (axis.fields.containsKey("choices")) {
      return CategoricalDistribution.of(axis.texts("choices").toArray());
    }
    double low = axis.number("low");
    double high = axis.number("high");
    double step = axis.number("step");
    boolean log = (Boolean) axis.fields.get("log");
    return axis.fields.get("kind").equals("int")
        ? new IntDistribution((long) low, (long) high, (long) step, log)
        : new FloatDistribution(low, high, step, log);
  }
}
