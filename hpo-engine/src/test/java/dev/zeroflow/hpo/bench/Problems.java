package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.study.LiveTrial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Known functions whose optimum is not in the middle of the space. */
final class Problems {
  private static final int[] MARKS = {25, 50, 100};
  private static final double[] ACKLEY_SHIFT = {12.0, -7.5, 3.1, -15.2, 9.4};
  private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] HARTMANN_SCALES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_CENTERS = {
    {1312, 1696, 5569, 124, 8283, 5886},
    {2329, 4135, 8307, 3736, 1004, 9991},
    {2348, 1451, 3522, 2883, 3047, 6650},
    {4047, 8828, 8732, 5743, 1091, 381}
  };
  private static final Map<String, double[]> OPTIMIZERS =
      Map.of("sgd", of(-1.8, 0.06), "adam", of(-3, 0), "rmsprop", of(-3.3, 0.02));
  private static final Map<String, Double> ACTIVATIONS =
      Map.of("relu", 0.02, "tanh", 0.05, "gelu", 0.0, "sigmoid", 0.12);
  private static final Map<String, Double> CRITERIA =
      Map.of("gini", 0.0, "entropy", 0.01, "log_loss", 0.03);

  static final List<Problem> ALL =
      List.of(
          problem("branin2", 0.39788735772973816, Problems::branin),
          problem("hartmann6", -3.32236801141551, trial -> hartmann(box(trial, 6, 0, 1))),
          problem("rosenbrock5", 0, trial -> rosenbrock(box(trial, 5, -5, 10))),
          problem("ackley5_shifted", 0, trial -> ackley(box(trial, 5, -32.768, 32.768))),
          problem("sphere10_shifted", 0, trial -> sphere(box(trial, 10, -5.12, 5.12))),
          problem("mixed8", 0, Problems::mixed),
          problem("conditional", 0, Problems::conditional));

  private Problems() {}

  private static Problem problem(
      String name, double optimum, ToDoubleFunction<LiveTrial> objective) {
    return new Problem(name, optimum, MARKS, objective);
  }

  private static double[] of(double... numbers) {
    return numbers;
  }

  private static double[] box(LiveTrial trial, int dimensions, double low, double high) {
    double[] x = new double[dimensions];
    Arrays.setAll(x, i -> trial.suggestFloat("x" + i, low, high));
    return x;
  }

  private static double branin(LiveTrial trial) {
    double x = trial.suggestFloat("x1", -5, 10);
    double y = trial.suggestFloat("x2", 0, 15);
    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  static double hartmann(double[] x) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double distance = 0;
      for (int j = 0; j < 6; j++) {
        double d = x[j] - 1e-4 * HARTMANN_CENTERS[i][j];
        distance += HARTMANN_SCALES[i][j] * d * d;
      }
      sum -= HARTMANN_WEIGHTS[i] * Math.exp(-distance);
    }
    return sum;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
    }
    return sum;
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (int i = 0; i < x.length; i++) {
      double z = x[i] - ACKLEY_SHIFT[i];
      squares += z * z;
      waves += Math.cos(2 * Math.PI * z);
    }
    return -20 * Math.exp(-0.2 * Math.sqrt(squares / x.length))
        - Math.exp(waves / x.length)
        + 20
        + Math.E;
  }

  private static double sphere(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += square(x[i] - (1.5 + 0.2 * i) * (i % 2 == 0 ? 1 : -1));
    }
    return sum;
  }

  private static double mixed(LiveTrial trial) {
    double rate = trial.suggestLogFloat("lr", 1e-5, 1e-1);
    long units = trial.suggestLogInt("units", 16, 512);
    long layers = trial.suggestInt("layers", 1, 6);
    double dropout = trial.suggest("dropout", FloatDistribution.stepped(0, 0.6, 0.05)).internal();
    String activation = trial.suggestText("activation", "relu", "tanh", "gelu", "sigmoid");
    double[] optimizer = OPTIMIZERS.get(trial.suggestText("optimizer", "sgd", "adam", "rmsprop"));
    var batches = CategoricalDistribution.of(16, 32, 64, 128, 256);
    double batch = ((Long) trial.suggest("batch", batches).value()).doubleValue();
    double warmup = trial.suggest("warmup", IntDistribution.stepped(0, 20, 2)).internal();
    double a = Math.log10(rate) - optimizer[0];
    return 0.15 * a * a
        + 0.03 * (1 - Math.cos(2 * Math.PI * a))
        + 0.04 * square(layers - 3)
        + 0.10 * square(log2(units / 160.0))
        + 1.5 * square(dropout - 0.25)
        + ACTIVATIONS.get(activation)
        + optimizer[1]
        + 0.02 * Math.abs(log2(batch / 64))
        + 0.0004 * square(warmup - 6);
  }

  private static double conditional(LiveTrial trial) {
    double shared = 0.2 * square(trial.suggestFloat("subsample", 0.1, 1.0) - 0.7);
    boolean isTree = trial.suggestText("model", "svm", "tree").equals("tree");
    return shared + (isTree ? tree(trial) : svm(trial));
  }

  private static double svm(LiveTrial trial) {
    double c = Math.log10(trial.suggestLogFloat("svm_c", 1e-3, 1e3)) - 1.2;
    double cost = 0.02 * c * c;
    String kernel = trial.suggestText("svm_kernel", "rbf", "poly", "linear");
    if (kernel.equals("linear")) {
      return cost + 0.12;
    }
    double gamma = Math.log10(trial.suggestLogFloat("svm_gamma", 1e-5, 1e1));
    if (kernel.equals("rbf")) {
      return cost + 0.03 * square(gamma + 2 + 0.5 * c);
    }
    long degree = trial.suggestInt("svm_degree", 2, 5);
    return cost + 0.05 + 0.03 * square(gamma + 1) + 0.02 * square(degree - 3);
  }

  private static double tree(LiveTrial trial) {
    long depth = trial.suggestInt("tree_depth", 1, 32);
    long leaf = trial.suggestLogInt("tree_leaf", 1, 50);
    String criterion = trial.suggestText("tree_criterion", "gini", "entropy", "log_loss");
    return 0.06
        + 0.0008 * square(depth - 9)
        + 0.02 * square(log2(leaf) - 2)
        + CRITERIA.get(criterion);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
