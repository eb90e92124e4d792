package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.run.ApiTaskKind;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The use of a component in a definition. */
@Type("PipelineTask")
@Description("A step as it is defined.")
public record ApiPipelineTask(
    @NonNull @Description("Unique in the definition: names of graphs and its own, with slashes.")
        String path,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("What it is made of.") ApiTaskKind kind,
    @NonNull @Description("Paths of the steps that must end first.")
        List<@NonNull String> dependsOn) {
  /**
   * The task.
   *
   * @param graph path of its graph with a slash at the end; empty for the whole pipeline
   */
  static ApiPipelineTask of(String graph, TaskSpec it) {
    return new ApiPipelineTask(
        graph + it.key(),
        it.name(),
        kind(it),
        it.upstream().stream().sorted().map(key -> graph + key).toList());
  }

  private static ApiTaskKind kind(TaskSpec task) {
    if (task.loop() != null) {
      return ApiTaskKind.LOOP;
    }
    return switch (task.component().body()) {
      case Dag _ -> ApiTaskKind.DAG;
      case Executor.Container _ -> ApiTaskKind.CONTAINER;
      case Executor.Importer _ -> ApiTaskKind.IMPORTER;
    };
  }
}
