package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types of parameters, with KFP's names. */
public enum ParameterType {
  STRING,
  NUMBER_INTEGER,
  NUMBER_DOUBLE,
  BOOLEAN,
  LIST,
  STRUCT,
  /** How an upstream task ended, a struct. */
  TASK_FINAL_STATUS,
  /** Settings of the task that are passed on to it, a struct. */
  TASK_CONFIG;

  /**
   * The value if it has this type, with whole doubles taken as integers and integers as doubles;
   * empty if it does not fit.
   */
  public Optional<Object> accept(@Nullable Object value) {
    return Optional.ofNullable(
        switch (this) {
          case STRING -> value instanceof String ? value : null;
          case NUMBER_INTEGER -> wholeNumber(value);
          case NUMBER_DOUBLE -> value instanceof Number number ? number.doubleValue() : null;
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case LIST -> value instanceof List<?> ? value : null;
          case STRUCT, TASK_FINAL_STATUS, TASK_CONFIG -> value instanceof Map<?, ?> ? value : null;
        });
  }

  /** As {@link #accept}, but a STRING takes any value as its JSON text: the rule between tasks. */
  public Optional<Object> convert(@Nullable Object value) {
    if (this == STRING && value != null && !(value instanceof String)) {
      return Optional.of(Json.write(value));
    }
    return accept(value);
  }

  private static @Nullable Object wholeNumber(@Nullable Object value) {
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53) {
      return real.longValue();
    }
    return value instanceof Long ? value : null;
  }
}
