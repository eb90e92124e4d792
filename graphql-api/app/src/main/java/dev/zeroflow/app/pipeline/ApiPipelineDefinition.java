package dev.zeroflow.app.pipeline;

import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What a version says. */
@Type("PipelineDefinition")
@Description("What a version of a pipeline says.")
public record ApiPipelineDefinition(
    @NonNull @Description("Parameters that its runs take, in the order of the document.")
        List<@NonNull ApiPipelineInput> inputs,
    @NonNull
        @Description(
            "Its steps, those of inner graphs behind the graph, each behind what it waits for.")
        List<@NonNull ApiPipelineTask> tasks) {
  /** What the document says; null if it is no pipeline that this server understands. */
  static @Nullable ApiPipelineDefinition of(String document) {
    try {
      PipelineSpec spec = PipelineParser.parse(document.getBytes(StandardCharsets.UTF_8));
      List<ApiPipelineInput> inputs =
          spec.root().inputs().parameters().entrySet().stream()
              .map(it -> ApiPipelineInput.of(it.getKey(), it.getValue()))
              .toList();
      return new ApiPipelineDefinition(inputs, tasks("", spec.dag()).toList());
    } catch (InvalidPipelineException e) {
      return null;
    }
  }

  private static Stream<ApiPipelineTask> tasks(String graph, Dag dag) {
    return dag.tasks().values().stream()
        .flatMap(
            task -> Stream.concat(Stream.of(ApiPipelineTask.of(graph, task)), inner(graph, task)));
  }

  private static Stream<ApiPipelineTask> inner(String graph, TaskSpec task) {
    return task.component().body() instanceof Dag dag
        ? tasks(graph + task.key() + "/", dag)
        : Stream.of();
  }
}
