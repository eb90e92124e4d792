package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.listing.InMemoryList;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@link RunDetails} and {@link RunListing} in memory, with the runs themselves. */
public final class InMemoryRuns implements RunDetails, RunListing, MetadataUnderTest.Scheduler {
  private static final InMemoryList<DescribedRun> LIST =
      new InMemoryList<>(it -> it.run().id(), InMemoryRuns::field);

  private final Map<UUID, RunRecord> runs = new LinkedHashMap<>();
  private final Map<UUID, RunDetail> details = new LinkedHashMap<>();
  private final Map<UUID, Instant> describedAt = new LinkedHashMap<>();
  private Instant now = MetadataUnderTest.NOW;

  @Override
  public synchronized void submit(String project, UUID run) {
    put(run, project, RunState.RUNNING, tick(), null);
  }

  @Override
  public synchronized void end(UUID run) {
    RunRecord it = runs.get(run);
    put(run, it.project(), RunState.SUCCEEDED, it.createdAt(), it.createdAt());
  }

  private void put(UUID id, String project, RunState state, Instant createdAt, Instant finishedAt) {
    runs.put(
        id,
        new RunRecord(
            id,
            project,
            "a run",
            "test",
            state,
            TriggerKind.MANUAL,
            null,
            Map.of(),
            createdAt,
            createdAt,
            finishedAt,
            0,
            null,
            null));
  }

  @Override
  public synchronized void describe(RunDetail detail) {
    details.putIfAbsent(detail.runId(), detail);
    describedAt.putIfAbsent(detail.runId(), tick());
  }

  /** Each call is a second later than the one before. */
  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  @Override
  public synchronized int sweep(Duration age) {
    int before = details.size();
    Instant oldest = tick().minus(age);
    details.keySet().removeIf(it -> !runs.containsKey(it) && describedAt.get(it).isBefore(oldest));
    return before - details.size();
  }

  @Override
  public synchronized void forget(String project, UUID run) {
    details.values().removeIf(it -> it.runId().equals(run) && it.project().equals(project));
  }

  @Override
  public synchronized void store(String project, UUID run, StorageState state) {
    RunDetail detail = details.getOrDefault(run, undescribed(project, run));
    if (detail.project().equals(project)) {
      put(detail, detail.experimentId(), state);
    }
  }

  private static RunDetail undescribed(String project, UUID run) {
    UUID experiment = Experiment.defaultId(project);
    return new RunDetail(
        run, project, experiment, null, "", StorageState.AVAILABLE, null, "", null);
  }

  private void put(RunDetail it, UUID experiment, StorageState state) {
    describedAt.putIfAbsent(it.runId(), now);
    details.put(
        it.runId(),
        new RunDetail(
            it.runId(),
            it.project(),
            experiment,
            it.displayName(),
            it.description(),
            state,
            it.version(),
            it.serviceAccount(),
            it.tick()));
  }

  @Override
  public synchronized Optional<DescribedRun> find(String project, UUID run) {
    return of(project).filter(it -> it.run().id().equals(run)).findFirst();
  }

  @Override
  public synchronized Page<DescribedRun> list(String project, UUID experiment, Listing listing) {
    return LIST.page(
        of(project)
            .filter(it -> experiment == null || it.detail().experimentId().equals(experiment))
            .toList(),
        listing);
  }

  @Override
  public synchronized int active(String project, UUID recurringRun) {
    return Math.toIntExact(
        of(project)
            .filter(it -> it.run().finishedAt() == null)
            .filter(it -> it.detail().tick() != null)
            .filter(it -> it.detail().tick().recurringRunId().equals(recurringRun))
            .count());
  }

  @Override
  public List<StateChange> changes(UUID run, int limit) {
    return List.of();
  }

  @Override
  public List<StateChange.Placed> changesBehind(UUID run, StateChange.Place place, int limit) {
    return List.of();
  }

  /** When the newest run of the default experiment was made; empty if there is none. */
  public synchronized Optional<Instant> newestByDefault(String project) {
    return of(project)
        .filter(it -> it.detail().experimentId().equals(Experiment.defaultId(project)))
        .map(it -> it.run().createdAt())
        .max(Comparator.naturalOrder());
  }

  /** Those of the experiment are archived. */
  public synchronized void archive(String project, UUID experiment) {
    details.values().stream()
        .filter(it -> it.project().equals(project) && it.experimentId().equals(experiment))
        .toList()
        .forEach(it -> put(it, experiment, StorageState.ARCHIVED));
  }

  /** Those of the experiment are in the default one. */
  public synchronized void moveToDefault(String project, UUID experiment) {
    details.values().stream()
        .filter(it -> it.project().equals(project) && it.experimentId().equals(experiment))
        .toList()
        .forEach(it -> put(it, Experiment.defaultId(project), it.storageState()));
  }

  private Stream<DescribedRun> of(String project) {
    return runs.values().stream()
        .filter(it -> it.project().equals(project))
        .map(
            it ->
                new DescribedRun(it, details.getOrDefault(it.id(), undescribed(project, it.id()))));
  }

  private static Object field(DescribedRun it, String name) {
    Tick tick = it.detail().tick();
    return switch (name) {
      case "run_id" -> it.run().id().toString();
      case "display_name" -> it.name();
      case "description" -> it.detail().description();
      case "storage_state" -> it.detail().storageState().name();
      case "namespace" -> "";
      case "experiment_id" -> it.detail().experimentId().toString();
      case "state" -> it.run().state().name();
      case "recurring_run_id" -> tick == null ? "" : tick.recurringRunId().toString();
      case "created_at" -> it.run().createdAt();
      case "finished_at" -> it.run().finishedAt() == null ? Instant.EPOCH : it.run().finishedAt();
      case "scheduled_at" -> tick == null ? it.run().createdAt() : tick.at();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
