package dev.zeroflow.tasks.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Rows of finite numbers, each with a label.
 *
 * @param labelColumn name of the column that held the labels
 * @param features names of the other columns
 * @param rows one value per feature each
 * @param labels one per row
 */
public record Table(
    String labelColumn, List<String> features, List<double[]> rows, List<String> labels) {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  /** Labels that are all integers are ordered as numbers, so that 10 comes after 9. */
  private static final Comparator<String> LABEL_ORDER =
      Comparator.comparingInt((String label) -> INTEGER.matcher(label).matches() ? 0 : 1)
          .thenComparingLong(label -> INTEGER.matcher(label).matches() ? Long.parseLong(label) : 0)
          .thenComparing(Comparator.naturalOrder());

  /** The distinct labels in their order. */
  public List<String> classes() {
    return labels.stream().distinct().sorted(LABEL_ORDER).toList();
  }

  /** Positions of the rows of each class, ascending; classes in their order. */
  public Map<String, List<Integer>> rowsByClass() {
    Map<String, List<Integer>> result = new TreeMap<>(LABEL_ORDER);
    for (int i = 0; i < labels.size(); i++) {
      result.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    return result;
  }

  /** The rows at the given positions. */
  public Table select(List<Integer> positions) {
    return new Table(
        labelColumn,
        features,
        positions.stream().map(rows::get).toList(),
        positions.stream().map(labels::get).toList());
  }

  /** The same table with each row replaced. */
  public Table mapRows(UnaryOperator<double[]> change) {
    return new Table(labelColumn, features, rows.stream().map(change).toList(), labels);
  }

  /** Values of one feature. */
  public double[] column(int feature) {
    return IntStream.range(0, rows.size()).mapToDouble(i -> rows.get(i)[feature]).toArray();
  }
}
