package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads what {@code src/test/optuna/expected.py} has written. */
@SuppressWarnings("unchecked")
record Expected(Map<String, Object> fields) {

  static Stream<Expected> read(String file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(10 << 20).build();
    try (InputStream json = Expected.class.getResourceAsStream("/optuna/" + file)) {
      var cases = (List<Map<String, Object>>) new Load(settings).loadFromInputStream(json);
      return cases.stream().map(Expected::new);
    }
  }

  List<Expected> list(String name) {
    return ((List<Map<String, Object>>) fields.get(name)).stream().map(Expected::new).toList();
  }

  List<String> texts(String name) {
    return (List<String>) fields.get(name);
  }

  double[] numbers(String name) {
    return numbers((List<?>) fields.get(name));
  }

  double[][] rows(String name) {
    return ((List<List<?>>) fields.get(name))
        .stream().map(Expected::numbers).toArray(double[][]::new);
  }

  double number(String name) {
    return number(fields.get(name));
  }

  Map<String, Object> map(String name) {
    return (Map<String, Object>) fields.get(name);
  }

  SearchSpace space() {
    Map<String, Distribution> distributions = new TreeMap<>();
    map("space")
        .forEach(
            (name, axis) ->
                distributions.put(name, distribution(new Expected((Map<String, Object>) axis))));
    return SearchSpace.of(distributions);
  }

  static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value + "");
  }

  private static double[] numbers(List<?> values) {
    return values.stream().mapToDouble(Expected::number).toArray();
  }

  private static Distribution distribution(Expected axis) {
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
