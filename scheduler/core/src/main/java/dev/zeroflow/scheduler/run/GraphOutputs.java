package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.spec.Dag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What graphs and loops put out: outputs of tasks in them, collected where there are many. */
final class GraphOutputs {
  private GraphOutputs() {}

  /** Outputs of a graph whose tasks have ended; of several candidates the first that ran counts. */
  static Values of(RunSnapshot state, String graph, Dag dag) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    dag.outputs()
        .forEach(
            (name, candidates) -> {
              for (Dag.Output from : candidates.reversed()) {
                Values outputs = outputs(state, Task.path(graph, from.task()));
                if (outputs.parameters().containsKey(from.output())) {
                  parameters.put(name, outputs.parameters().get(from.output()));
                }
                List<ArtifactRef> made = outputs.artifacts().get(from.output());
                if (made != null) {
                  artifacts.put(name, made);
                }
              }
            });
    return new Values(parameters, artifacts);
  }

  private static Values outputs(RunSnapshot state, String path) {
    Task task = state.tasks().get(path);
    return task == null ? Values.NONE : task.outputs();
  }

  /**
   * Outputs of a loop: for each output the list of what the iterations put out, in the order of the
   * items. Lists of parameters nest with their loops, artifacts become one flat list; an iteration
   * that put nothing out has no place in the list.
   */
  static Values collected(List<Task> iterations, Set<String> parameters, Set<String> artifacts) {
    var lists = new LinkedHashMap<String, @Nullable Object>();
    parameters.forEach(name -> lists.put(name, values(iterations, name)));
    var refs = new LinkedHashMap<String, List<ArtifactRef>>();
    artifacts.forEach(name -> refs.put(name, artifacts(iterations, name)));
    return new Values(lists, refs);
  }

  private static List<@Nullable Object> values(List<Task> iterations, String name) {
    var values = new ArrayList<@Nullable Object>();
    for (Task iteration : iterations) {
      Map<String, @Nullable Object> outputs = iteration.outputs().parameters();
      if (outputs.containsKey(name)) {
        values.add(outputs.get(name));
      }
    }
    return values;
  }

  private static List<ArtifactRef> artifacts(List<Task> iterations, String name) {
    return iterations.stream()
        .flatMap(it -> it.outputs().artifacts().getOrDefault(name, List.of()).stream())
        .toList();
  }
}
