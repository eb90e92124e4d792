package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.StateChange;
import dev.zeroflow.metadata.run.TaskArtifact;
import dev.zeroflow.metadata.run.TaskRecord;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs as they are shown. Blocks, so it belongs on virtual threads. */
@ApplicationScoped
class ShownRuns {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Most changes of state of one run with its tasks; later ones are not shown. */
  private static final int MAX_CHANGES = 50_000;

  private final RunListing runs;
  private final RunStore store;
  private final RunReads reads;
  private final KfpJson json;

  ShownRuns(RunListing runs, RunStore store, RunReads reads, KfpJson json) {
    this.runs = runs;
    this.store = store;
    this.reads = reads;
    this.json = json;
  }

  /** The run with its document, its tasks and its history, or 404. */
  RunBody.Shown get(String project, UUID id) {
    DescribedRun run = runs.find(project, id).orElseThrow(() -> Refusals.unknown("run", id));
    NewRun submission = store.submission(id).orElseThrow(() -> Refusals.unknown("run", id));
    List<StateChange> changes = runs.changes(id, MAX_CHANGES);
    return shown(run, submission, details(project, id, changes), ofRun(run, changes));
  }

  /** A run in a list: without what would make lists large. */
  RunBody.Shown brief(DescribedRun run) {
    return shown(run, null, null, List.of());
  }

  private RunBody.Shown shown(
      DescribedRun described,
      @Nullable NewRun submission,
      RunBody.@Nullable Details details,
      List<RunBody.History> history) {
    RunRecord run = described.run();
    var detail = described.detail();
    var tick = detail.tick();
    boolean inline = submission != null && detail.version() == null;
    return new RunBody.Shown(
        detail.experimentId().toString(),
        run.id().toString(),
        described.name(),
        detail.storageState().name(),
        detail.description(),
        inline && submission != null ? SpecJson.shown(submission.document()) : null,
        VersionReferenceBody.of(detail.version()),
        config(run, submission),
        detail.serviceAccount(),
        run.createdAt(),
        tick == null ? run.createdAt() : tick.at(),
        run.finishedAt() == null ? Instant.EPOCH : run.finishedAt(),
        RunStates.of(run.state()),
        RunStates.error(run),
        details,
        tick == null ? null : tick.recurringRunId().toString(),
        history);
  }

  private RuntimeConfigBody config(RunRecord run, @Nullable NewRun submission) {
    var values = new TreeMap<String, @Nullable Object>();
    run.parameters().forEach((name, text) -> values.put(name, json.value(text)));
    String root = submission == null ? null : submission.options().pipelineRoot();
    return new RuntimeConfigBody(values, root);
  }

  private static List<RunBody.History> ofRun(DescribedRun run, List<StateChange> changes) {
    List<StateChange> own = changes.stream().filter(change -> change.task() == null).toList();
    return RunStates.history(run.run().createdAt(), own);
  }

  /** Null if there are more tasks than one answer can hold. */
  private RunBody.@Nullable Details details(String project, UUID run, List<StateChange> changes) {
    try {
      List<TaskRecord> tasks = reads.tasks(project, List.of(run)).await().atMost(TIMEOUT);
      List<TaskArtifact> artifacts = reads.artifacts(project, List.of(run)).await().atMost(TIMEOUT);
      Map<String, List<TaskArtifact>> byTask =
          artifacts.stream().collect(Collectors.groupingBy(TaskArtifact::taskPath));
      Map<String, List<StateChange>> histories =
          changes.stream()
              .filter(change -> change.task() != null)
              .collect(Collectors.groupingBy(change -> String.valueOf(change.task())));
      Map<String, List<TaskBody.Child>> children =
          tasks.stream()
              .filter(task -> task.parent() != null)
              .collect(
                  Collectors.groupingBy(
                      task -> String.valueOf(task.parent()),
                      Collectors.mapping(
                          task -> new TaskBody.Child(task.path()), Collectors.toList())));
      return new RunBody.Details(
          tasks.stream()
              .map(
                  task ->
                      task(
                          task,
                          byTask.getOrDefault(task.path(), List.of()),
                          histories.getOrDefault(task.path(), List.of()),
                          children.getOrDefault(task.path(), List.of())))
              .toList());
    } catch (MetadataException e) {
      return null;
    }
  }

  private static TaskBody task(
      TaskRecord task,
      List<TaskArtifact> artifacts,
      List<StateChange> changes,
      List<TaskBody.Child> children) {
    return new TaskBody(
        task.runId().toString(),
        task.path(),
        task.name(),
        changes.isEmpty() ? task.readyAt() : changes.getFirst().at(),
        task.startedAt(),
        task.finishedAt(),
        task.state().name(),
        task.failure() == null ? null : RunStates.error(task.failure()),
        slots(artifacts, Direction.INPUT),
        slots(artifacts, Direction.OUTPUT),
        task.parent(),
        RunStates.history(null, changes),
        children);
  }

  private static Map<String, TaskBody.Artifacts> slots(
      List<TaskArtifact> artifacts, Direction direction) {
    Map<String, List<String>> ids =
        artifacts.stream()
            .filter(it -> it.direction() == direction)
            .collect(
                Collectors.groupingBy(
                    TaskArtifact::slot,
                    TreeMap::new,
                    Collectors.mapping(it -> it.artifact().id().toString(), Collectors.toList())));
    var slots = new TreeMap<String, TaskBody.Artifacts>();
    ids.forEach((slot, found) -> slots.put(slot, new TaskBody.Artifacts(found)));
    return slots;
  }
}
