package dev.zeroflow.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Multinomial logistic regression: softmax over one linear function per class. */
public final class LogisticRegression implements Learner {
  static final String KIND = "logistic-regression";

  private final double[][] weights;

  /**
   * A regression with the given weights.
   *
   * @param weights one row per class; each has a weight per feature, and the bias last
   * @throws ModelFormatException if the rows differ in length or a weight is not finite
   */
  public LogisticRegression(double[][] weights) {
    this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    ModelFormatException.check(weights.length > 0 && weights[0].length > 1, "learner: no weights");
    for (double[] row : this.weights) {
      ModelFormatException.check(
          row.length == weights[0].length, "learner.weights: rows differ in length");
      ModelFormatException.check(
          Arrays.stream(row).allMatch(Double::isFinite), "learner.weights: a weight is not finite");
    }
  }

  static LogisticRegression fromTree(JsonObject tree) {
    return new LogisticRegression(tree.matrix("weights"));
  }

  @Override
  public int features() {
    return weights[0].length - 1;
  }

  @Override
  public int classes() {
    return weights.length;
  }

  @Override
  public double[] probabilities(double[] row) {
    double[] scores = new double[weights.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(weights[i], row);
    }
    return softmax(scores);
  }

  private static double score(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int i = 0; i < row.length; i++) {
      sum += weights[i] * row[i];
    }
    return sum;
  }

  /** Subtracting the largest score first keeps exp from overflowing and changes nothing else. */
  private static double[] softmax(double[] scores) {
    double max = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  @Override
  public Map<String, Object> toTree() {
    List<List<Double>> rows = Arrays.stream(weights).map(JsonObject::numbers).toList();
    return JsonObject.of("kind", KIND, "weights", rows);
  }
}
