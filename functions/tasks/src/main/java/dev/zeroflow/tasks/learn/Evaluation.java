package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.tasks.attempt.TaskException;
import dev.zeroflow.tasks.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a model was right, by class.
 *
 * @param classes labels in the order of the model
 * @param counts rows by true class (outer) and predicted class (inner)
 */
record Evaluation(List<String> classes, List<int[]> counts) {
  /** Predicts every row of a table whose features are standardised already. */
  static Evaluation of(ModelDocument model, Table standardised) {
    if (!model.features().equals(standardised.features())) {
      throw TaskException.user(
          "BAD_TABLE", "The columns of the table are not those that the model was trained on.");
    }
    List<int[]> counts = new ArrayList<>();
    model.classes().forEach(label -> counts.add(new int[model.classes().size()]));
    for (int i = 0; i < standardised.rows().size(); i++) {
      int truth = position(model.classes(), standardised.labels().get(i));
      double[] probabilities = model.probabilitiesOfStandardised(standardised.rows().get(i));
      counts.get(truth)[ModelDocument.likeliest(probabilities)]++;
    }
    return new Evaluation(model.classes(), counts);
  }

  private static int position(List<String> classes, String label) {
    int position = classes.indexOf(label);
    if (position < 0) {
      throw TaskException.user("BAD_TABLE", "The model knows no class \"%.40s\".".formatted(label));
    }
    return position;
  }

  /** Part of the rows that were predicted right, 0 to 1. */
  double accuracy() {
    int right = IntStream.range(0, classes.size()).map(i -> counts.get(i)[i]).sum();
    int all = counts.stream().flatMapToInt(IntStream::of).sum();
    return (double) right / all;
  }

  /**
   * Mean over the classes of 2 TP / (2 TP + FP + FN), 0 to 1. A class that neither occurs nor is
   * predicted does not count.
   */
  double macroF1() {
    return IntStream.range(0, classes.size())
        .filter(i -> truths(i) + predictions(i) > 0)
        .mapToDouble(i -> 2.0 * counts.get(i)[i] / (truths(i) + predictions(i)))
        .average()
        .orElse(0);
  }

  private int truths(int label) {
    return IntStream.of(counts.get(label)).sum();
  }

  private int predictions(int label) {
    return counts.stream().mapToInt(row -> row[label]).sum();
  }
}
