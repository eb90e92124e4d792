package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.run.ApiTask;
import dev.zeroflow.metadata.lineage.Execution;
import dev.zeroflow.store.ExecutionReads;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Where tasks are in the lineage, read for all tasks of an answer at once. */
@GraphQLApi
@Refusing
public class TaskExecutions {
  private record Key(UUID runId, String path) {}

  private final ExecutionReads reads;
  private final Later later;

  TaskExecutions(ExecutionReads reads, Later later) {
    this.reads = reads;
    this.later = later;
  }

  @Description("Its record in the lineage; null until it has ended.")
  public Uni<List<@Nullable ApiExecution>> execution(@Source List<ApiTask> tasks) {
    String project = tasks.getFirst().project();
    List<UUID> runs = tasks.stream().map(ApiTask::runId).distinct().toList();
    return later.of(
        () -> {
          Map<Key, Execution> byTask =
              reads.ofTasks(project, runs).stream()
                  .collect(Collectors.toMap(it -> new Key(it.runId(), it.taskPath()), it -> it));
          List<@Nullable ApiExecution> each = new ArrayList<>();
          for (ApiTask task : tasks) {
            Execution found = byTask.get(new Key(task.runId(), task.path()));
            each.add(found == null ? null : ApiExecution.of(found));
          }
          return each;
        });
  }
}
