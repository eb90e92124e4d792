package dev.zeroflow.inference;

import static dev.zeroflow.inference.RefusedException.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A prediction request of protocol version 1: instances as lists of values, or as objects. */
final class V1Request {
  private V1Request() {}

  static List<double[]> rows(Map<?, ?> request, Columns columns) {
    List<?> instances = Values.list(request.get("instances"), "instances");
    check(!instances.isEmpty(), "instances: expected at least one");
    check(
        instances.size() <= ServedModel.MAX_ROWS,
        "instances: at most " + ServedModel.MAX_ROWS + " are answered at once");
    List<double[]> rows = new ArrayList<>(instances.size());
    for (Object instance : instances) {
      rows.add(row(instance, columns, "instances[" + rows.size() + "]"));
    }
    return rows;
  }

  private static double[] row(Object instance, Columns columns, String place) {
    return switch (instance) {
      case List<?> values -> ordered(values, columns, place);
      case Map<?, ?> values -> named(values, columns, place);
      case null, default ->
          throw RefusedException.badRequest(place + ": expected a list or an object of values");
    };
  }

  private static double[] ordered(List<?> values, Columns columns, String place) {
    check(
        values.size() == columns.count(),
        "%s: %d values, but the model has %d features"
            .formatted(place, values.size(), columns.count()));
    double[] row = new double[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = Values.number(values.get(i), place + "[" + i + "]");
    }
    return row;
  }

  private static double[] named(Map<?, ?> values, Columns columns, String place) {
    double[] row = new double[columns.count()];
    boolean[] given = new boolean[columns.count()];
    values.forEach(
        (name, value) -> {
          int position = columns.position(String.valueOf(name), place);
          row[position] = Values.number(value, place + "." + name);
          given[position] = true;
        });
    columns.checkComplete(given, place);
    return row;
  }
}
