package dev.zeroflow.model;

import java.util.Arrays;
import java.util.Map;

/** Shift and scale of each feature, fitted on the rows that a model was trained on. Immutable. */
public final class Standardisation {
  private final double[] mean;
  private final double[] scale;

  /**
   * A standardisation.
   *
   * @param mean subtracted from a value, one per feature
   * @param scale what is left is divided by it, one per feature; never 0
   * @throws ModelFormatException if the lengths differ, a number is not finite or a scale is 0
   */
  public Standardisation(double[] mean, double[] scale) {
    this.mean = mean.clone();
    this.scale = scale.clone();
    ModelFormatException.check(
        mean.length == scale.length, "preprocessing: mean and scale differ in length");
    ModelFormatException.check(
        Arrays.stream(mean).allMatch(Double::isFinite), "preprocessing.mean: not finite");
    ModelFormatException.check(
        Arrays.stream(scale).allMatch(s -> Double.isFinite(s) && s > 0),
        "preprocessing.scale: must be above 0");
  }

  /** Reads what {@link #toTree} wrote; other members are not looked at. */
  public static Standardisation fromTree(Map<?, ?> tree) {
    return fromTree(new JsonObject("preprocessing", tree));
  }

  static Standardisation fromTree(JsonObject tree) {
    return new Standardisation(tree.vector("mean"), tree.vector("scale"));
  }

  /** Number of features. */
  public int features() {
    return mean.length;
  }

  /**
   * The row in the units that learners work in.
   *
   * @param row one value per feature, in the units of the data
   * @return a new array
   */
  public double[] apply(double[] row) {
    double[] result = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      result[i] = (row[i] - mean[i]) / scale[i];
    }
    return result;
  }

  /** JSON object with {@code mean} and {@code scale}. */
  public Map<String, Object> toTree() {
    return JsonObject.of("mean", JsonObject.numbers(mean), "scale", JsonObject.numbers(scale));
  }
}
