package dev.zeroflow.tasks.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the columns of a file, and which of them is the label.
 *
 * @param columns all columns in their order
 * @param label position of the label column
 */
record TableHeader(List<String> columns, int label) {
  static final int MAX_COLUMNS = 10_000;

  static TableHeader of(List<String> fields, String labelColumn) {
    List<String> columns = fields.stream().map(String::strip).toList();
    checkNames(columns);
    int label = columns.indexOf(labelColumn.strip());
    if (label < 0) {
      String known = String.join(", ", columns);
      throw BadTable.because(
          "There is no column \"%s\" for the label; the columns are: %.2000s."
              .formatted(labelColumn, known));
    }
    if (columns.size() == 1) {
      throw BadTable.because("There is no column beside the label to learn from.");
    }
    return new TableHeader(columns, label);
  }

  private static void checkNames(List<String> columns) {
    if (columns.size() > MAX_COLUMNS) {
      throw BadTable.because("More than " + MAX_COLUMNS + " columns.");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isEmpty()) {
        throw BadTable.at(1, "column " + (i + 1) + " has no name.");
      }
      if (!seen.add(columns.get(i))) {
        throw BadTable.at(1, "two columns are named \"" + columns.get(i) + "\".");
      }
    }
  }

  List<String> features() {
    List<String> features = new ArrayList<>(columns);
    features.remove(label);
    return List.copyOf(features);
  }
}
