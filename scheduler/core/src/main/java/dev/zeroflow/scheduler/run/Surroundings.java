package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.placeholder.PlaceholderValues;
import dev.zeroflow.scheduler.placeholder.Placeholders;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task can see of its run: the inputs of the graphs that it lies in, and its siblings.
 *
 * @param state the run
 * @param graph path of the graph that the task lies in
 */
record Surroundings(RunSnapshot state, String graph) {
  private static final String CHANNEL = "pipelinechannel--";

  /** Inputs of the enclosing graph. */
  Values given() {
    return inputs(graph);
  }

  private Values inputs(String path) {
    if (path.isEmpty()) {
      return new Values(state.run().parameters(), Map.of());
    }
    Task task = task(path);
    return Place.of(state.pipeline(), path).isIteration()
        ? task(Task.parent(path)).inputs().with(task.inputs())
        : task.inputs();
  }

  /**
   * Inputs of the innermost graph that has the parameter. The compiler forgets to declare some
   * parameters of the pipeline in the graphs between, and names them by their channel.
   */
  Map<String, @Nullable Object> declaring(String parameter) {
    for (String path = graph; !path.isEmpty(); path = Task.parent(path)) {
      Map<String, @Nullable Object> here = inputs(path).parameters();
      if (here.containsKey(parameter)) {
        return here;
      }
    }
    return state.run().parameters();
  }

  /** The name under which a parameter that {@link #declaring} found stands there. */
  static String nameIn(Map<String, @Nullable Object> parameters, String parameter) {
    return !parameters.containsKey(parameter) && parameter.startsWith(CHANNEL)
        ? parameter.substring(CHANNEL.length())
        : parameter;
  }

  /** Outputs of a sibling; none if it did not succeed. */
  Values outputs(String sibling) {
    return task(Task.path(graph, sibling)).outputs();
  }

  /** How a sibling ended, as the SDK's {@code PipelineTaskFinalStatus} reads it. */
  Map<String, @Nullable Object> finalStatus(String sibling) {
    Task task = task(Task.path(graph, sibling));
    var status = new LinkedHashMap<String, @Nullable Object>();
    status.put("state", task.state() == RuntimeState.SUCCEEDED ? "COMPLETE" : task.state().name());
    TaskError error = task.error();
    if (error != null) {
      status.put("error", Map.of("code", code(error.category()), "message", error.message()));
    }
    status.put("pipelineJobResourceName", Facts.of(state.run()).resourceName());
    status.put("pipelineTaskName", sibling);
    return status;
  }

  /** Numbers of google.rpc.Code. */
  private static long code(ErrorCategory category) {
    return switch (category) {
      case USER -> 9;
      case RESOURCE -> 8;
      case TRANSIENT -> 14;
      case INTERNAL -> 13;
    };
  }

  /**
   * A constant with the placeholders in its texts filled in.
   *
   * @param siblings other inputs of the same task
   */
  @Nullable Object expand(
      @Nullable Object constant, TaskSpec task, Map<String, @Nullable Object> siblings) {
    if (!Placeholders.present(constant)) {
      return constant;
    }
    Run run = state.run();
    var facts = Facts.of(run, Task.path(graph, task.key()), task.name());
    return Placeholders.expand(
        constant, new PlaceholderValues(Facts.of(run), facts, new LinkedHashMap<>(siblings)));
  }

  private Task task(String path) {
    Task task = state.tasks().get(path);
    if (task == null) {
      throw new IllegalStateException("no task " + path);
    }
    return task;
  }
}
