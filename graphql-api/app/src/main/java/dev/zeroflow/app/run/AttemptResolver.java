package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.metadata.run.AttemptChange;
import dev.zeroflow.metadata.run.TaskAttempt;
import dev.zeroflow.store.AttemptReads;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What became of attempts, read for all tasks of an answer at once. */
@GraphQLApi
@Refusing
public class AttemptResolver {
  private record Key(UUID runId, String path) {}

  private final AttemptReads reads;
  private final Later later;

  AttemptResolver(AttemptReads reads, Later later) {
    this.reads = reads;
    this.later = later;
  }

  @NonNull
  @Description("Its attempts, the first one first; none if it took over earlier outputs.")
  public Uni<List<List<@NonNull ApiAttempt>>> attempts(@Source List<ApiTask> tasks) {
    String project = tasks.getFirst().project();
    List<UUID> runs = tasks.stream().map(ApiTask::runId).distinct().toList();
    return later.of(
        () -> {
          Map<Key, List<AttemptChange>> byTask =
              reads.changes(project, runs).stream()
                  .collect(Collectors.groupingBy(it -> new Key(it.runId(), it.task())));
          return tasks.stream().map(task -> attempts(task, byTask)).toList();
        });
  }

  private static List<ApiAttempt> attempts(ApiTask task, Map<Key, List<AttemptChange>> byTask) {
    var changes = byTask.getOrDefault(new Key(task.runId(), task.path()), List.of());
    return TaskAttempt.of(changes).stream().map(it -> ApiAttempt.of(it, task)).toList();
  }
}
