package dev.zeroflow.inference;

import static dev.zeroflow.inference.RefusedException.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inference request of the Open Inference Protocol, version 2, with JSON data. Rows come as one
 * tensor [rows, features], or as one tensor per feature, [rows] or [rows, 1], by the feature's
 * name.
 *
 * @param id is given back
 * @param rows one value per feature each
 * @param outputs names of the outputs that are wanted
 */
record V2Request(@Nullable String id, List<double[]> rows, Set<String> outputs) {
  static final String LABEL = "label";
  static final String PROBABILITIES = "probabilities";

  static V2Request parse(Map<?, ?> request, Columns columns) {
    Object id = request.get("id");
    return new V2Request(
        id == null ? null : Values.text(id, "id"), rows(request, columns), outputs(request));
  }

  private static List<double[]> rows(Map<?, ?> request, Columns columns) {
    List<?> inputs = Values.list(request.get("inputs"), "inputs");
    check(!inputs.isEmpty(), "inputs: expected at least one tensor");
    check(inputs.size() <= columns.count(), "inputs: more tensors than the model has features");
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String place = "inputs[" + i + "]";
      tensors.add(Tensor.parse(Values.object(inputs.get(i), place), place, columns.count()));
    }
    Tensor first = tensors.getFirst();
    boolean matrix = tensors.size() == 1 && !columns.contains(first.name());
    return matrix ? matrix(first, columns) : byName(tensors, columns);
  }

  private static List<double[]> matrix(Tensor tensor, Columns columns) {
    check(
        tensor.columns() == columns.count(),
        "input \"%s\": %d columns, but the model has %d features"
            .formatted(tensor.name(), tensor.columns(), columns.count()));
    List<double[]> rows = emptyRows(tensor.rows(), columns.count());
    for (int column = 0; column < tensor.columns(); column++) {
      copy(tensor, column, rows, column);
    }
    return rows;
  }

  private static List<double[]> byName(List<Tensor> tensors, Columns columns) {
    List<double[]> rows = emptyRows(tensors.getFirst().rows(), columns.count());
    boolean[] given = new boolean[columns.count()];
    for (Tensor tensor : tensors) {
      String place = "input \"" + tensor.name() + "\"";
      int position = columns.position(tensor.name(), place);
      check(!given[position], place + ": given twice");
      check(tensor.columns() == 1, place + ": expected the shape [rows] or [rows, 1]");
      check(tensor.rows() == rows.size(), place + ": other inputs have " + rows.size() + " rows");
      given[position] = true;
      copy(tensor, 0, rows, position);
    }
    columns.checkComplete(given, "inputs");
    return rows;
  }

  private static List<double[]> emptyRows(int count, int width) {
    List<double[]> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new double[width]);
    }
    return rows;
  }

  private static void copy(Tensor from, int column, List<double[]> to, int position) {
    for (int row = 0; row < from.rows(); row++) {
      to.get(row)[position] = from.value(row, column);
    }
  }

  private static Set<String> outputs(Map<?, ?> request) {
    Object wanted = request.get("outputs");
    Set<String> names = new LinkedHashSet<>();
    for (Object output : wanted == null ? List.of() : Values.list(wanted, "outputs")) {
      String name = Values.text(Values.object(output, "outputs").get("name"), "outputs.name");
      check(
          name.equals(LABEL) || name.equals(PROBABILITIES),
          "outputs: there is no output \"" + name + "\", only label and probabilities");
      names.add(name);
    }
    return names.isEmpty() ? new LinkedHashSet<>(List.of(LABEL, PROBABILITIES)) : names;
  }
}
