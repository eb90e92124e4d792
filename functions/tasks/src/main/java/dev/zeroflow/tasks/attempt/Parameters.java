package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Input parameters of a task, read with their type; what does not fit is the user's error. */
public final class Parameters {
  private final Map<String, @Nullable Object> values;

  Parameters(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** A string; other scalars are taken as their JSON text. */
  public String text(String name) {
    Object value = required(name);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return Json.write(value);
    }
    throw wrong(name, "a string", value);
  }

  /** An integer; 3.0 is one, because pipeline documents write integers so. */
  public long integer(String name) {
    Object value = required(name);
    if (value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())) {
      return number.longValue();
    }
    throw wrong(name, "an integer", value);
  }

  /** An integer from {@code low} to {@code high}, both included. */
  public int integer(String name, int low, int high) {
    long value = integer(name);
    if (value < low || value > high) {
      throw wrong(name, "an integer from " + low + " to " + high, value);
    }
    return (int) value;
  }

  /** A finite number. */
  public double number(String name) {
    Object value = required(name);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(name, "a number", value);
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw TaskException.user("MISSING_PARAMETER", "Parameter " + name + " has no value.");
    }
    return value;
  }

  /** The error for a value that cannot be used. */
  public static TaskException wrong(String name, String expected, Object value) {
    return TaskException.user(
        "BAD_PARAMETER", "Parameter " + name + " must be " + expected + ", but is " + value + ".");
  }
}
