package dev.zeroflow.tasks.learn;

import dev.zeroflow.contract.Json;
import dev.zeroflow.model.ModelFormatException;
import dev.zeroflow.model.Standardisation;
import dev.zeroflow.tasks.attempt.TaskException;
import dev.zeroflow.tasks.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was fitted on the training rows and has to be done to every later row.
 *
 * @param features names of the columns in their order
 * @param standardisation shift and scale of each
 */
record Preprocessor(List<String> features, Standardisation standardisation) {
  /** Mean and population standard deviation of each column; a constant column is only shifted. */
  static Preprocessor fit(Table train) {
    int features = train.features().size();
    double[] mean = new double[features];
    double[] scale = new double[features];
    for (int i = 0; i < features; i++) {
      double[] column = train.column(i);
      double average = Arrays.stream(column).average().orElseThrow();
      double variance =
          Arrays.stream(column).map(x -> (x - average) * (x - average)).average().orElseThrow();
      mean[i] = average;
      scale[i] = scale(column, Math.sqrt(variance));
    }
    return new Preprocessor(train.features(), standardisation(mean, scale));
  }

  /** Compares values, because rounding can leave a constant column a tiny deviation. */
  private static double scale(double[] column, double deviation) {
    boolean constant = Arrays.stream(column).allMatch(value -> value == column[0]);
    return constant || deviation == 0 ? 1 : deviation;
  }

  private static Standardisation standardisation(double[] mean, double[] scale) {
    try {
      return new Standardisation(mean, scale);
    } catch (ModelFormatException e) {
      throw TaskException.user(
          "BAD_TABLE", "The values of a column are too large to standardise: " + e.getMessage());
    }
  }

  static Preprocessor read(Map<?, ?> tree) {
    if (tree.get("features") instanceof List<?> names) {
      try {
        return new Preprocessor(
            names.stream().map(String::valueOf).toList(), Standardisation.fromTree(tree));
      } catch (ModelFormatException e) {
        throw bad(e.getMessage());
      }
    }
    throw bad("no list of features");
  }

  private static TaskException bad(@Nullable String reason) {
    return TaskException.user("BAD_DOCUMENT", "Not a preprocessor: " + reason + ".");
  }

  byte[] toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("features", features);
    tree.putAll(standardisation.toTree());
    return Json.write(tree).getBytes(StandardCharsets.UTF_8);
  }
}
