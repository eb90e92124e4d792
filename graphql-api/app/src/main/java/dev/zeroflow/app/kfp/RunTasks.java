package dev.zeroflow.app.kfp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.run.StateChange;
import dev.zeroflow.metadata.run.TaskArtifact;
import dev.zeroflow.metadata.run.TaskKind;
import dev.zeroflow.metadata.run.TaskRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tasks of one run with all that belongs to them, as they are shown. */
final class RunTasks {
  private static final String OUTPUT = "OUTPUT";

  private final KfpJson json;
  private final Map<String, List<TaskArtifact>> artifacts;
  private final Map<String, List<StateChange>> changes;
  private final Map<String, List<TaskRecord>> children;
  private final Map<UUID, String> producers = new HashMap<>();

  RunTasks(
      KfpJson json,
      List<TaskRecord> tasks,
      List<TaskArtifact> artifacts,
      List<StateChange> changes) {
    this.json = json;
    this.artifacts = artifacts.stream().collect(groupingBy(TaskArtifact::taskPath));
    this.changes =
        changes.stream()
            .filter(change -> change.task() != null)
            .collect(groupingBy(change -> String.valueOf(change.task())));
    this.children =
        tasks.stream()
            .filter(task -> task.parent() != null)
            .collect(groupingBy(task -> String.valueOf(task.parent())));
    for (TaskArtifact it : artifacts) {
      if (it.direction() == Direction.OUTPUT) {
        producers.merge(it.artifact().id(), it.taskPath(), RunTasks::deeper);
      }
    }
  }

  /** Graphs put out what their tasks have: the task with the longest path has made it. */
  private static String deeper(String one, String other) {
    return one.length() < other.length() ? other : one;
  }

  RunTaskBody shown(TaskRecord task) {
    List<StateChange> history = changes.getOrDefault(task.path(), List.of());
    boolean cached = task.cachedFrom() != null;
    return new RunTaskBody(
        name(task.path()),
        task.name(),
        task.path(),
        task.runId().toString(),
        history.isEmpty() ? task.readyAt() : history.getFirst().at(),
        task.finishedAt(),
        RunTaskBody.state(task.state(), cached),
        task.failure() == null ? null : new RunTaskBody.Message(task.failure().message()),
        history.stream().map(change -> status(change, cached)).filter(Objects::nonNull).toList(),
        RunTaskBody.type(task.kind()),
        attributes(task),
        task.parent(),
        children.getOrDefault(task.path(), List.of()).stream()
            .map(child -> new RunTaskBody.Child(child.path(), name(child.path())))
            .toList(),
        values(task.path(), task.inputs(), Direction.INPUT, null),
        values(task.path(), task.outputs(), Direction.OUTPUT, OUTPUT));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static RunTaskBody.@Nullable Status status(StateChange change, boolean cached) {
    String state = RunTaskBody.state(change.to(), cached);
    return state == null ? null : new RunTaskBody.Status(change.at(), state);
  }

  private RunTaskBody.@Nullable Attributes attributes(TaskRecord task) {
    Integer index = task.iteration();
    if (index != null) {
      return new RunTaskBody.Attributes(index.toString(), null);
    }
    return task.kind() == TaskKind.LOOP
        ? new RunTaskBody.Attributes(
            null, children.getOrDefault(task.path(), List.of()).size() + "")
        : null;
  }

  private RunTaskBody.Values values(
      String path, Map<String, String> parameters, Direction direction, @Nullable String type) {
    List<RunTaskBody.Parameter> texts =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(it -> new RunTaskBody.Parameter(it.getKey(), json.value(it.getValue()), type))
                .toList();
    Map<String, List<TaskArtifact>> slots =
        artifacts.getOrDefault(path, List.of()).stream()
            .filter(it -> it.direction() == direction)
            .collect(groupingBy(TaskArtifact::slot, TreeMap::new, toList()));
    return new RunTaskBody.Values(
        texts,
        slots.entrySet().stream().map(it -> slot(it.getKey(), it.getValue(), type)).toList());
  }

  private RunTaskBody.Artifacts slot(String key, List<TaskArtifact> found, @Nullable String type) {
    String producer = producers.get(found.getFirst().artifact().id());
    return new RunTaskBody.Artifacts(
        key,
        type,
        producer == null ? null : new RunTaskBody.Producer(name(producer)),
        found.stream().map(it -> ArtifactBody.of(it.artifact())).toList());
  }
}
