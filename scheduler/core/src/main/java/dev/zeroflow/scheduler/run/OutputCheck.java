package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.Interface;
import dev.zeroflow.scheduler.spec.JsonValues;
import dev.zeroflow.scheduler.spec.ParameterDef;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a step put out against what its component declares. Artifacts may be missing,
 * parameters may not.
 */
final class OutputCheck {
  private OutputCheck() {}

  /** Either outputs in their declared types, or why they are not acceptable. */
  sealed interface Result {
    record Good(Values outputs) implements Result {}

    record Bad(TaskError error) implements Result {}
  }

  static Result check(Interface declared, Values outputs) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    for (Map.Entry<String, ParameterDef> entry : declared.parameters().entrySet()) {
      String name = entry.getKey();
      ParameterDef def = entry.getValue();
      Object value = outputs.parameters().get(name);
      Object typed = def.type().convert(value).orElse(null);
      if (typed == null && !def.optional()) {
        return new Result.Bad(bad(name, def, value));
      }
      parameters.put(name, typed);
    }
    var artifacts = new LinkedHashMap<>(outputs.artifacts());
    artifacts.keySet().retainAll(declared.artifacts().keySet());
    return new Result.Good(new Values(parameters, artifacts));
  }

  private static TaskError bad(String name, ParameterDef def, @Nullable Object value) {
    String got = value == null ? "nothing" : JsonValues.excerpt(value);
    String message = "output %s: expected %s, got %s".formatted(name, def.type(), got);
    return new TaskError("BAD_OUTPUT", ErrorCategory.USER, message, null);
  }
}
