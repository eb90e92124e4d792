package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.InputSource;
import dev.zeroflow.scheduler.spec.JsonValues;
import dev.zeroflow.scheduler.spec.ParameterDef;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the inputs of a task that is ready: constants, inputs of the enclosing graph, outputs of
 * siblings, defaults.
 *
 * @param graph inputs of the enclosing graph
 * @param outputs outputs of a sibling by its key
 */
record InputResolver(Values graph, Function<String, Values> outputs) {

  /** An input cannot be had; the task fails with this error. */
  static final class UnresolvedException extends RuntimeException {
    final TaskError error;

    UnresolvedException(String input, String message) {
      super(message);
      error =
          new TaskError("BAD_INPUT", ErrorCategory.USER, "input " + input + ": " + message, null);
    }
  }

  /** All inputs of the task, including those that it does not declare but its condition reads. */
  Values resolve(TaskSpec task) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    task.inputs().forEach((name, source) -> resolve(name, source, parameters, artifacts));
    task.component().inputs().parameters().forEach((name, def) -> declared(name, def, parameters));
    task.component()
        .inputs()
        .artifacts()
        .forEach((name, def) -> checkArtifact(name, def.optional(), artifacts));
    return new Values(parameters, artifacts);
  }

  /** A task may leave an output artifact out; who needs it finds out before anything is called. */
  private static void checkArtifact(
      String name, boolean optional, Map<String, List<ArtifactRef>> artifacts) {
    if (!optional && !artifacts.containsKey(name)) {
      throw new UnresolvedException(name, "has no artifact");
    }
  }

  private void resolve(
      String name,
      InputSource source,
      Map<String, @Nullable Object> parameters,
      Map<String, List<ArtifactRef>> artifacts) {
    switch (source) {
      case InputSource.Constant constant -> parameters.put(name, constant.value());
      case InputSource.GraphParameter from ->
          copy(graph.parameters(), from.name(), parameters, name);
      case InputSource.GraphArtifact from -> copy(graph.artifacts(), from.name(), artifacts, name);
      case InputSource.TaskParameter from ->
          copy(outputs.apply(from.task()).parameters(), from.output(), parameters, name);
      case InputSource.TaskArtifact from ->
          copy(outputs.apply(from.task()).artifacts(), from.output(), artifacts, name);
      case InputSource.FinalStatus ignored -> {}
      case InputSource.Member ignored -> {}
    }
  }

  private static <V extends @Nullable Object> void copy(
      Map<String, V> from, String source, Map<String, V> to, String name) {
    if (from.containsKey(source)) {
      to.put(name, from.get(source));
    }
  }

  /** A null from an optional input of the graph counts as absent. */
  private static void declared(
      String name, ParameterDef def, Map<String, @Nullable Object> parameters) {
    Object value = parameters.get(name);
    Object effective = value == null ? def.defaultValue() : value;
    if (effective != null) {
      parameters.put(
          name, def.type().convert(effective).orElseThrow(() -> wrong(name, def, effective)));
    } else if (def.optional()) {
      parameters.remove(name);
    } else {
      throw new UnresolvedException(name, "has no value");
    }
  }

  private static UnresolvedException wrong(String name, ParameterDef def, Object value) {
    return new UnresolvedException(
        name, "expected " + def.type() + ", got " + JsonValues.excerpt(value));
  }
}
