package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What finished tasks read and wrote, in the words of the metadata. */
final class LineageFacts {
  private final List<LineageFact> facts = new ArrayList<>();
  private final Set<UUID> artifacts = new HashSet<>();

  private LineageFacts() {}

  static List<LineageFact> of(Collection<RunCommit> commits) {
    var lineage = new LineageFacts();
    for (RunCommit commit : commits) {
      Run run = commit.change().next().run();
      commit.change().lineage().forEach(task -> lineage.add(run, task));
    }
    return lineage.facts;
  }

  private void add(Run run, TaskLineage task) {
    UUID execution = execution(run.id(), task);
    facts.add(
        new LineageFact.ExecutionRecorded(
            execution,
            run.project(),
            run.id(),
            task.task(),
            task.name(),
            task.attempt(),
            state(task),
            task.startedAt(),
            task.finishedAt()));
    edges(run, task, execution, Direction.INPUT, task.inputs());
    edges(run, task, execution, Direction.OUTPUT, task.outputs());
    for (MetricValue metric : task.metrics()) {
      facts.add(
          new LineageFact.MetricRecorded(
              run.project(),
              run.id(),
              task.task(),
              metric.key(),
              metric.value(),
              metric.step(),
              task.finishedAt()));
    }
  }

  private void edges(
      Run run, TaskLineage task, UUID execution, Direction direction, Values values) {
    values
        .artifacts()
        .forEach(
            (slot, refs) ->
                refs.forEach(
                    ref -> {
                      if (artifacts.add(ref.id())) {
                        facts.add(new LineageFact.ArtifactRecorded(artifact(run, task, ref)));
                      }
                      facts.add(
                          new LineageFact.EdgeRecorded(
                              run.project(),
                              execution,
                              ref.id(),
                              direction,
                              slot,
                              task.finishedAt()));
                    }));
  }

  private static Artifact artifact(Run run, TaskLineage task, ArtifactRef ref) {
    return new Artifact(
        ref.id(),
        run.project(),
        ref.name(),
        ref.type(),
        ref.uri(),
        ref.digest(),
        ref.size(),
        ref.metadata(),
        task.finishedAt());
  }

  /** The same attempt is the same execution, however often it is committed. */
  private static UUID execution(UUID run, TaskLineage task) {
    String name = "execution\n%s\n%s\n%d".formatted(run, task.task(), task.attempt());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static ExecutionState state(TaskLineage task) {
    CacheUse cache = task.cache();
    return switch (task.state()) {
      case SUCCEEDED ->
          cache != null && cache.hit() ? ExecutionState.CACHED : ExecutionState.COMPLETE;
      case FAILED -> ExecutionState.FAILED;
      case CANCELED -> ExecutionState.CANCELED;
      case PENDING, RUNNING, SKIPPED, CANCELING, PAUSED ->
          throw new IllegalArgumentException(
              "task " + task.task() + " has not run: " + task.state());
    };
  }
}
