package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.study.LiveTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Real problems whose every point was worked out once: a row each, the error in the last column.
 */
final class Tables {
  private static final int[] MARKS = {10, 20, 40};

  private Tables() {}

  static List<Problem> in(Path folder) {
    return List.of(
        problem("real_tree", folder.resolve("table_tree.csv"), Tables::tree),
        problem("real_logreg", folder.resolve("table_logreg.csv"), Tables::logisticRegression));
  }

  private static Problem problem(String name, Path file, Function<LiveTrial, String> point) {
    Map<String, Double> errors = read(file);
    double optimum = Collections.min(errors.values());
    return new Problem(name, optimum, MARKS, trial -> errors.get(point.apply(trial)));
  }

  private static Map<String, Double> read(Path file) {
    Map<String, Double> errors = new HashMap<>();
    try {
      for (String row : Files.readAllLines(file).stream().skip(1).toList()) {
        int comma = row.lastIndexOf(',');
        errors.put(row.substring(0, comma), Double.valueOf(row.substring(comma + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return errors;
  }

  private static String tree(LiveTrial trial) {
    return trial.suggestInt("max_depth", 1, 10)
        + ","
        + trial.suggestInt("min_samples_leaf", 1, 12)
        + ","
        + trial.suggestText("criterion", "gini", "entropy")
        + ","
        + trial.suggestInt("ccp_k", 0, 6);
  }

  private static String logisticRegression(LiveTrial trial) {
    return trial.suggestInt("c_k", 0, 28)
        + ","
        + trial.suggestText("penalty", "l1", "l2")
        + ","
        + trial.suggestText("class_weight", "none", "balanced")
        + ","
        + trial.suggestText("scaler", "standard", "minmax", "robust");
  }
}
