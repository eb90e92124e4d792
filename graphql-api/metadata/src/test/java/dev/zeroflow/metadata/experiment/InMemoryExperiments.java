package dev.zeroflow.metadata.experiment;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.InMemoryList;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.run.InMemoryRuns;
import dev.zeroflow.metadata.schedule.InMemoryRecurringRuns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link Experiments} in memory. */
public final class InMemoryExperiments implements Experiments {
  private static final InMemoryList<Experiment> LIST =
      new InMemoryList<>(Experiment::id, InMemoryExperiments::field);

  private final InMemoryRecurringRuns recurring;
  private final InMemoryRuns runs;
  private final Map<UUID, Experiment> experiments = new LinkedHashMap<>();

  /** What is archived with an experiment, or outlives it, is there. */
  public InMemoryExperiments(InMemoryRecurringRuns recurring, InMemoryRuns runs) {
    this.recurring = recurring;
    this.runs = runs;
  }

  @Override
  public synchronized void create(Experiment experiment) {
    if (of(experiment.project()).stream().anyMatch(it -> it.name().equals(experiment.name()))) {
      throw MetadataException.conflict("there is an experiment " + experiment.name());
    }
    experiments.put(experiment.id(), experiment);
  }

  @Override
  public synchronized void ensureDefault(String project, Instant now) {
    UUID id = Experiment.defaultId(project);
    if (find(project, id).isEmpty()) {
      create(Experiment.created(id, project, Experiment.DEFAULT_NAME, "", now));
    }
  }

  @Override
  public synchronized Optional<Experiment> find(String project, UUID id) {
    return of(project).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Page<Experiment> list(String project, Listing listing) {
    return LIST.page(of(project), listing);
  }

  @Override
  public synchronized boolean store(String project, UUID id, StorageState state, Instant now) {
    Optional<Experiment> found = find(project, id);
    found.ifPresent(it -> put(it, state, it.lastRunAt()));
    if (found.isPresent() && state == StorageState.ARCHIVED) {
      runs.archive(project, id);
      recurring.disable(project, id, now);
    }
    return found.isPresent();
  }

  @Override
  public synchronized void runAdded(String project, UUID id, Instant now) {
    find(project, id).ifPresent(it -> put(it, it.storageState(), later(it.lastRunAt(), now)));
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  @Override
  public synchronized boolean delete(String project, UUID id) {
    boolean found = find(project, id).map(it -> experiments.remove(id)).isPresent();
    if (found) {
      runs.moveToDefault(project, id);
      recurring.moveToDefault(project, id);
    }
    return found;
  }

  private Experiment withNewestRun(Experiment it) {
    return runs.newestByDefault(it.project())
        .map(at -> changed(it, it.storageState(), later(it.lastRunAt(), at)))
        .orElse(it);
  }

  private void put(Experiment it, StorageState state, Instant lastRunAt) {
    experiments.put(it.id(), changed(it, state, lastRunAt));
  }

  private static Experiment changed(Experiment it, StorageState state, Instant lastRunAt) {
    return new Experiment(
        it.id(), it.project(), it.name(), it.description(), state, it.createdAt(), lastRunAt);
  }

  private List<Experiment> of(String project) {
    return experiments.values().stream()
        .filter(it -> it.project().equals(project))
        .map(it -> it.isDefault() ? withNewestRun(it) : it)
        .toList();
  }

  private static Object field(Experiment it, String name) {
    return switch (name) {
      case "experiment_id" -> it.id().toString();
      case "display_name" -> it.name();
      case "namespace" -> "";
      case "storage_state" -> it.storageState().name();
      case "created_at" -> it.createdAt();
      case "last_run_created_at" -> it.lastRunAt() == null ? Instant.EPOCH : it.lastRunAt();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
