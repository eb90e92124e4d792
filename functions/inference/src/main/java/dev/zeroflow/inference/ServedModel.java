package dev.zeroflow.inference;

import dev.zeroflow.model.ModelDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * The model that this process serves; never changes while it runs.
 *
 * @param name name in the addresses
 * @param version its version
 * @param model evaluates rows
 */
record ServedModel(String name, String version, ModelDocument model) {
  static final int MAX_ROWS = 100_000;

  /**
   * Answers in the order of the rows.
   *
   * @param labels the likeliest class of each row; Long if all classes are integers, else String
   * @param probabilities of each row and class, row by row
   */
  record Predictions(List<Object> labels, double[] probabilities) {}

  Predictions predict(List<double[]> rows) {
    int classes = model.classes().size();
    List<Object> answers = labels();
    List<Object> labels = new ArrayList<>(rows.size());
    double[] all = new double[rows.size() * classes];
    for (int i = 0; i < rows.size(); i++) {
      double[] probabilities = model.probabilities(rows.get(i));
      System.arraycopy(probabilities, 0, all, i * classes, classes);
      labels.add(answers.get(ModelDocument.likeliest(probabilities)));
    }
    return new Predictions(labels, all);
  }

  private List<Object> labels() {
    return model.hasIntegerClasses()
        ? model.classes().stream().<Object>map(Long::valueOf).toList()
        : List.copyOf(model.classes());
  }
}
