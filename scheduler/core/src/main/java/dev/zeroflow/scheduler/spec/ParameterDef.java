package dev.zeroflow.scheduler.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared parameter of a component.
 *
 * @param type its type
 * @param optional whether it may be left out
 * @param defaultValue JSON value taken when it is left out, null for none
 * @param literals the only values that a run may give it, empty for any
 */
public record ParameterDef(
    ParameterType type,
    boolean optional,
    @Nullable Object defaultValue,
    List<@Nullable Object> literals) {
  /** The same parameter, which may be left out. */
  ParameterDef leftOut() {
    return new ParameterDef(type, true, defaultValue, literals);
  }
}
