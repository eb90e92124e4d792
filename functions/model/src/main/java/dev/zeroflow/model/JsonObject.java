package dev.zeroflow.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was parsed by any library, read with checks: each message names the path of
 * the member and what was expected there.
 */
record JsonObject(String path, Map<?, ?> members) {
  /** Longest list of numbers, names or rows that is accepted. */
  static final int MAX_LIST = 10_000;

  boolean has(String key) {
    return members.containsKey(key);
  }

  String text(String key) {
    return textOf(pathOf(key), members.get(key));
  }

  double number(String key) {
    return numberOf(pathOf(key), members.get(key));
  }

  int integer(String key) {
    double value = number(key);
    ModelFormatException.check(
        value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE,
        pathOf(key) + ": expected an integer, found " + value);
    return (int) value;
  }

  JsonObject object(String key) {
    return objectOf(pathOf(key), members.get(key));
  }

  List<JsonObject> objects(String key, int limit) {
    List<JsonObject> result = new ArrayList<>();
    for (Object element : list(key, limit)) {
      result.add(objectOf(pathOf(key) + "[" + result.size() + "]", element));
    }
    return result;
  }

  List<String> texts(String key) {
    List<String> result = new ArrayList<>();
    for (Object element : list(key, MAX_LIST)) {
      result.add(textOf(pathOf(key) + "[" + result.size() + "]", element));
    }
    return result;
  }

  double[] vector(String key) {
    return vectorOf(pathOf(key), list(key, MAX_LIST));
  }

  double[][] matrix(String key) {
    List<double[]> rows = new ArrayList<>();
    for (Object row : list(key, MAX_LIST)) {
      String at = pathOf(key) + "[" + rows.size() + "]";
      rows.add(vectorOf(at, listOf(at, row, MAX_LIST)));
    }
    return rows.toArray(double[][]::new);
  }

  private List<?> list(String key, int limit) {
    return listOf(pathOf(key), members.get(key), limit);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static double[] vectorOf(String path, List<?> list) {
    double[] result = new double[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = numberOf(path + "[" + i + "]", list.get(i));
    }
    return result;
  }

  private static List<?> listOf(String path, @Nullable Object value, int limit) {
    if (value instanceof List<?> list && list.size() <= limit) {
      return list;
    }
    throw new ModelFormatException(path + ": expected a list of at most " + limit + " elements");
  }

  private static JsonObject objectOf(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(path, map);
    }
    throw new ModelFormatException(path + ": expected an object");
  }

  private static String textOf(String path, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new ModelFormatException(path + ": expected a string");
  }

  private static double numberOf(String path, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new ModelFormatException(path + ": expected a number");
  }

  static List<Double> numbers(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** An object whose members keep the order in which they are given: key, value, key, value. */
  static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      members.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return members;
  }
}
