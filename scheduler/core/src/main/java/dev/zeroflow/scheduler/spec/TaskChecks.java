package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.Nullable;

/** Checks that a task is given what its component, its condition and its loop need. */
final class TaskChecks {
  private final String path;
  private final TaskSpec task;
  private final Interface declared;

  TaskChecks(String path, TaskSpec task) {
    this.path = path;
    this.task = task;
    this.declared = task.component().inputs();
  }

  void check() {
    if (task.loop() != null) {
      checkLoop(task.loop());
    }
    declared.parameters().forEach((name, def) -> checkGiven(name, def.optional()));
    declared.artifacts().forEach((name, def) -> checkGiven(name, def.optional()));
    checkUri();
    checkCondition();
  }

  /** Inputs without a source must be optional; the item of a loop comes from the loop. */
  private void checkGiven(String input, boolean optional) {
    if (!optional && !task.inputs().containsKey(input) && !input.equals(item())) {
      throw InvalidPipelineException.badSpec(path, "the required input " + input + " is not given");
    }
  }

  private @Nullable String item() {
    return task.loop() == null ? null : task.loop().itemInput();
  }

  private void checkLoop(Loop loop) {
    switch (loop.items()) {
      case Loop.Items.Literal ignored -> checkItem("parameterIterator", parameter(item()));
      case Loop.Items.Parameter(String input) -> {
        checkItems("parameterIterator.items.inputParameter", input, "parameter", parameter(input));
        checkItem("parameterIterator", parameter(item()));
      }
      case Loop.Items.Artifacts(String input) -> {
        checkItems("artifactIterator.items.inputArtifact", input, "artifact", artifact(input));
        checkItem("artifactIterator", artifact(item()));
      }
    }
  }

  private void checkItem(String iterator, boolean declared) {
    if (!declared) {
      throw InvalidPipelineException.badSpec(
          path + "." + iterator + ".itemInput", "the component has no input " + item());
    }
  }

  /** Items may come from an input that the component does not declare. */
  private void checkItems(String at, String input, String kind, boolean declared) {
    InputSource source = task.inputs().get(input);
    if (source == null && !declared) {
      throw InvalidPipelineException.badSpec(path + "." + at, "the task has no input " + input);
    }
    if (source != null && source.isArtifact() != kind.equals("artifact")) {
      throw InvalidPipelineException.badSpec(path + "." + at, input + " is no " + kind);
    }
  }

  private boolean parameter(@Nullable String name) {
    return name != null && declared.parameters().containsKey(name);
  }

  private boolean artifact(@Nullable String name) {
    return name != null && declared.artifacts().containsKey(name);
  }

  private void checkUri() {
    if (task.component().body() instanceof Executor.Importer importer
        && importer.uriParameter() != null
        && !task.inputs().containsKey(importer.uriParameter())
        && !parameter(importer.uriParameter())) {
      throw InvalidPipelineException.badSpec(
          path, "the address to import, " + importer.uriParameter() + ", is not given");
    }
  }

  private void checkCondition() {
    if (task.condition() == null) {
      return;
    }
    for (String name : task.condition().references()) {
      if (!task.inputs().containsKey(name) && !parameter(name)) {
        throw InvalidPipelineException.badSpec(
            path + ".triggerPolicy.condition", "it reads %s, which is not given".formatted(name));
      }
      if (name.equals(item())) {
        throw InvalidPipelineException.badSpec(
            path + ".triggerPolicy.condition",
            "it reads %s, the item of the loop that it decides about".formatted(name));
      }
    }
  }
}
