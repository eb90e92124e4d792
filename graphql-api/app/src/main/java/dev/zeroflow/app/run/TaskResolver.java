package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.store.RunReads;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/**
 * What belongs to runs and tasks, read for all of an answer at once. The fields have no arguments,
 * because batches would take those of their first source for all. The sources come from one
 * caller's answer, so they are all of one project.
 */
@GraphQLApi
@Refusing
public class TaskResolver {
  private record Key(UUID runId, String path) {}

  private final RunReads reads;

  TaskResolver(RunReads reads) {
    this.reads = reads;
  }

  @NonNull
  @Description("Tasks in the order of the pipeline.")
  public Uni<List<List<@NonNull ApiTask>>> tasks(@Source List<ApiPipelineRun> runs) {
    String project = runs.getFirst().run().project();
    List<UUID> ids = runs.stream().map(run -> run.run().id()).distinct().toList();
    return reads
        .tasks(project, ids)
        .map(
            tasks -> {
              var byRun =
                  tasks.stream()
                      .map(task -> ApiTask.of(project, task))
                      .collect(Collectors.groupingBy(ApiTask::runId));
              return runs.stream()
                  .map(run -> byRun.getOrDefault(run.run().id(), List.of()))
                  .toList();
            });
  }

  @NonNull
  @Description("Run that it is a task of.")
  public Uni<List<ApiPipelineRun>> run(@Source List<ApiTask> tasks) {
    return reads
        .runs(tasks.getFirst().project(), runs(tasks))
        .map(
            found -> {
              Map<UUID, ApiPipelineRun> byId =
                  found.stream().collect(Collectors.toMap(RunRecord::id, ApiPipelineRun::of));
              return tasks.stream()
                  .map(task -> Objects.requireNonNull(byId.get(task.runId()), "a task has a run"))
                  .toList();
            });
  }

  @NonNull
  @Description("Figures that the task reported, ordered by key and step.")
  public Uni<List<List<@NonNull ApiMetric>>> metrics(@Source List<ApiTask> tasks) {
    return reads
        .metrics(tasks.getFirst().project(), runs(tasks))
        .map(
            metrics ->
                each(
                    tasks,
                    metrics,
                    metric -> new Key(metric.runId(), metric.taskPath()),
                    ApiMetric::of));
  }

  @NonNull
  @Description("Artifacts that the last attempt read.")
  public Uni<List<List<@NonNull ApiTaskArtifact>>> inputArtifacts(@Source List<ApiTask> tasks) {
    return artifacts(tasks, Direction.INPUT);
  }

  @NonNull
  @Description("Artifacts that the last attempt wrote.")
  public Uni<List<List<@NonNull ApiTaskArtifact>>> outputArtifacts(@Source List<ApiTask> tasks) {
    return artifacts(tasks, Direction.OUTPUT);
  }

  private Uni<List<List<ApiTaskArtifact>>> artifacts(List<ApiTask> tasks, Direction direction) {
    return reads
        .artifacts(tasks.getFirst().project(), runs(tasks))
        .map(
            found ->
                each(
                    tasks,
                    found.stream().filter(it -> it.direction() == direction).toList(),
                    it -> new Key(it.runId(), it.taskPath()),
                    ApiTaskArtifact::of));
  }

  private static List<UUID> runs(Collection<ApiTask> tasks) {
    return tasks.stream().map(ApiTask::runId).distinct().toList();
  }

  /** For each task, in the order of the tasks, what is its own. */
  private static <F, T> List<List<T>> each(
      List<ApiTask> tasks, List<F> found, Function<F, Key> key, Function<F, T> shown) {
    Map<Key, List<T>> byTask =
        found.stream()
            .collect(Collectors.groupingBy(key, Collectors.mapping(shown, Collectors.toList())));
    return tasks.stream()
        .map(task -> byTask.getOrDefault(new Key(task.runId(), task.path()), List.of()))
        .toList();
  }
}
