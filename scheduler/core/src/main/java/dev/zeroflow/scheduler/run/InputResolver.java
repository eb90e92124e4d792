package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.placeholder.ExpansionTooLargeException;
import dev.zeroflow.scheduler.spec.InputSource;
import dev.zeroflow.scheduler.spec.JsonText;
import dev.zeroflow.scheduler.spec.JsonValues;
import dev.zeroflow.scheduler.spec.Loop;
import dev.zeroflow.scheduler.spec.ParameterDef;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the inputs of a task that is ready: constants, inputs of the enclosing graph, outputs and
 * ends of siblings, defaults.
 */
record InputResolver(Surroundings around) {

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
    expandConstants(task, parameters);
    String item = itemInput(task);
    task.component().inputs().parameters().entrySet().stream()
        .filter(declared -> !declared.getKey().equals(item))
        .forEach(declared -> declared(declared.getKey(), declared.getValue(), parameters));
    task.component().inputs().artifacts().entrySet().stream()
        .filter(declared -> !declared.getKey().equals(item))
        .forEach(def -> checkArtifact(def.getKey(), def.getValue().optional(), artifacts));
    return new Values(parameters, artifacts);
  }

  /** The item is given by each iteration. */
  private static String itemInput(TaskSpec task) {
    Loop loop = task.loop();
    return loop == null ? "" : loop.itemInput();
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
      case InputSource.GraphArtifact from ->
          copy(around.given().artifacts(), from.name(), artifacts, name);
      case InputSource.TaskArtifact from ->
          copy(around.outputs(from.task()).artifacts(), from.output(), artifacts, name);
      case InputSource.Constant constant -> parameters.put(name, constant.value());
      case InputSource.GraphParameter from -> {
        Map<String, @Nullable Object> declaring = around.declaring(from.name());
        copy(declaring, Surroundings.nameIn(declaring, from.name()), parameters, name);
      }
      case InputSource.TaskParameter from ->
          copy(around.outputs(from.task()).parameters(), from.output(), parameters, name);
      case InputSource.FinalStatus of -> parameters.put(name, around.finalStatus(of.task()));
      case InputSource.Member member -> member(name, member, parameters, artifacts);
    }
  }

  private void member(
      String name,
      InputSource.Member member,
      Map<String, @Nullable Object> parameters,
      Map<String, List<ArtifactRef>> artifacts) {
    resolve(name, member.of(), parameters, artifacts);
    Object whole = parameters.remove(name);
    if (whole == null) {
      return;
    }
    Object struct = whole instanceof String text ? JsonText.collection(text).orElse(text) : whole;
    if (!(struct instanceof Map<?, ?> map)) {
      throw new UnresolvedException(
          name, "%s has no member %s".formatted(JsonValues.excerpt(whole), member.name()));
    }
    if (map.containsKey(member.name())) {
      parameters.put(name, map.get(member.name()));
    }
  }

  /** Texts in constants may name other inputs of the same task, as these were given. */
  private void expandConstants(TaskSpec task, Map<String, @Nullable Object> parameters) {
    var given = new LinkedHashMap<String, @Nullable Object>(parameters);
    task.inputs()
        .forEach(
            (name, source) -> {
              if (source instanceof InputSource.Constant(var constant)) {
                parameters.put(name, expanded(name, constant, task, given));
              }
            });
  }

  private @Nullable Object expanded(
      String name,
      @Nullable Object constant,
      TaskSpec task,
      Map<String, @Nullable Object> siblings) {
    try {
      return around.expand(constant, task, siblings);
    } catch (ExpansionTooLargeException e) {
      throw new UnresolvedException(name, String.valueOf(e.getMessage()));
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
