package dev.zeroflow.inference;

import static dev.zeroflow.inference.RefusedException.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An input tensor of the Open Inference Protocol: rows and columns of finite numbers. */
final class Tensor {
  private static final int MAX_RANK = 2;
  private static final Pattern INTEGERS = Pattern.compile("U?INT(8|16|32|64)");
  private static final Pattern FLOATS = Pattern.compile("FP(32|64)");

  private final String name;
  private final int rows;
  private final int columns;
  private final double[] data;

  private Tensor(String name, int rows, int columns, double[] data) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double value(int row, int column) {
    return data[row * columns + column];
  }

  /**
   * Reads one element of the request's inputs. The declared shape is checked against limits before
   * anything is made in its size.
   *
   * @param place where it stands in the request
   * @param maxColumns how many columns the model can take
   */
  static Tensor parse(Map<?, ?> input, String place, int maxColumns) {
    String name = Values.text(input.get("name"), place + ".name");
    String at = "input \"" + name + "\"";
    String datatype = Values.text(input.get("datatype"), at + ": datatype");
    boolean integers = INTEGERS.matcher(datatype).matches();
    check(
        integers || FLOATS.matcher(datatype).matches(),
        at + ": datatype " + datatype + " is not supported; use FP64, FP32 or an integer type");
    checkNotBinary(input, at);
    int[] shape = shape(Values.list(input.get("shape"), at + ": shape"), at, maxColumns);
    double[] data = new double[shape[0] * shape[1]];
    fill(data, Values.list(input.get("data"), at + ": data"), shape, at);
    check(
        !integers || Arrays.stream(data).allMatch(value -> value == Math.rint(value)),
        at + ": a value is not an integer, but the datatype is " + datatype);
    return new Tensor(name, shape[0], shape[1], data);
  }

  private static void checkNotBinary(Map<?, ?> input, String at) {
    boolean binary =
        input.get("parameters") instanceof Map<?, ?> parameters
            && parameters.containsKey("binary_data_size");
    check(!binary, at + ": binary tensor data is not supported; send data as JSON numbers");
  }

  private static int[] shape(List<?> declared, String at, int maxColumns) {
    check(
        declared.size() >= 1 && declared.size() <= MAX_RANK,
        at + ": shape " + declared + " must be [rows] or [rows, columns]");
    int rows = dimension(declared.getFirst(), ServedModel.MAX_ROWS, at);
    int columns = declared.size() == 1 ? 1 : dimension(declared.getLast(), maxColumns, at);
    return new int[] {rows, columns};
  }

  private static int dimension(Object declared, int limit, String at) {
    double size = Values.number(declared, at + ": shape");
    check(
        size == Math.rint(size) && size >= 1 && size <= limit,
        at + ": dimension " + declared + " of the shape is not an integer from 1 to " + limit);
    return (int) size;
  }

  private static void fill(double[] target, List<?> data, int[] shape, String at) {
    if (!data.isEmpty() && data.getFirst() instanceof List<?>) {
      check(data.size() == shape[0], at + ": data has " + data.size() + " rows, not " + shape[0]);
      for (int row = 0; row < data.size(); row++) {
        List<?> values = Values.list(data.get(row), at + ": row " + row);
        check(
            values.size() == shape[1],
            at + ": row " + row + " has " + values.size() + " values, not " + shape[1]);
        copy(values, target, row * shape[1], at);
      }
    } else {
      check(
          data.size() == target.length,
          at + ": data has " + data.size() + " values, the shape asks for " + target.length);
      copy(data, target, 0, at);
    }
  }

  private static void copy(List<?> values, double[] target, int offset, String at) {
    for (int i = 0; i < values.size(); i++) {
      target[offset + i] = Values.number(values.get(i), at + ": value " + (offset + i));
    }
  }
}
