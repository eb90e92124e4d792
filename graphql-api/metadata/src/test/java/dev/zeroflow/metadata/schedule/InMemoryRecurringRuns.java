package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.listing.InMemoryList;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@link RecurringRuns} and {@link DueRecurringRuns} in memory. */
public final class InMemoryRecurringRuns implements RecurringRuns, DueRecurringRuns {
  private static final InMemoryList<RecurringRun> LIST =
      new InMemoryList<>(RecurringRun::id, InMemoryRecurringRuns::field);

  private final Map<UUID, RecurringRun> runs = new LinkedHashMap<>();

  @Override
  public synchronized void create(RecurringRun run) {
    if (of(run.project()).count() >= MAX_PER_PROJECT) {
      throw MetadataException.conflict("there are " + MAX_PER_PROJECT + " recurring runs already");
    }
    runs.put(run.id(), run);
  }

  @Override
  public synchronized Optional<RecurringRun> find(String project, UUID id) {
    return of(project).filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Page<RecurringRun> list(String project, UUID experiment, Listing listing) {
    return LIST.page(
        of(project)
            .filter(it -> experiment == null || it.experimentId().equals(experiment))
            .toList(),
        listing);
  }

  @Override
  public synchronized boolean enable(String project, UUID id, boolean enabled, Instant now) {
    Optional<RecurringRun> found = find(project, id);
    found.ifPresent(it -> put(it, it.experimentId(), enabled, now, it.progress()));
    return found.isPresent();
  }

  @Override
  public synchronized boolean delete(String project, UUID id) {
    return find(project, id).map(it -> runs.remove(id)).isPresent();
  }

  @Override
  public synchronized List<RecurringRun> due(Instant now, int limit) {
    return enabled()
        .filter(it -> !it.progress().next().isAfter(now))
        .sorted(Comparator.comparing(it -> it.progress().next()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> next(Instant now) {
    return enabled()
        .map(it -> it.progress().next())
        .filter(next -> next.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  @Override
  public synchronized boolean advance(RecurringRun before, RecurringRun.Progress after) {
    RecurringRun it = runs.get(before.id());
    boolean same = it != null && Objects.equals(it.progress().next(), before.progress().next());
    if (same) {
      put(it, it.experimentId(), it.enabled(), it.updatedAt(), after);
    }
    return same;
  }

  /** Those of the experiment start no more. */
  public synchronized void disable(String project, UUID experiment, Instant now) {
    of(project)
        .filter(it -> it.experimentId().equals(experiment))
        .toList()
        .forEach(it -> put(it, experiment, false, now, it.progress()));
  }

  /** Those of the experiment are in the default one. */
  public synchronized void moveToDefault(String project, UUID experiment) {
    UUID byDefault = Experiment.defaultId(project);
    of(project)
        .filter(it -> it.experimentId().equals(experiment))
        .toList()
        .forEach(it -> put(it, byDefault, it.enabled(), it.updatedAt(), it.progress()));
  }

  private Stream<RecurringRun> of(String project) {
    return runs.values().stream().filter(it -> it.project().equals(project));
  }

  private Stream<RecurringRun> enabled() {
    return runs.values().stream().filter(it -> it.enabled() && it.progress().next() != null);
  }

  private void put(
      RecurringRun it,
      UUID experiment,
      boolean enabled,
      Instant updatedAt,
      RecurringRun.Progress progress) {
    runs.put(
        it.id(),
        new RecurringRun(
            it.id(),
            it.project(),
            it.name(),
            it.description(),
            experiment,
            it.source(),
            it.parameters(),
            it.pipelineRoot(),
            it.serviceAccount(),
            it.maxConcurrency(),
            it.schedule(),
            it.catchUp(),
            enabled,
            it.createdAt(),
            updatedAt,
            progress));
  }

  private static Object field(RecurringRun it, String name) {
    return switch (name) {
      case "recurring_run_id" -> it.id().toString();
      case "display_name" -> it.name();
      case "description" -> it.description();
      case "namespace" -> "";
      case "status" -> it.enabled() ? "ENABLED" : "DISABLED";
      case "created_at" -> it.createdAt();
      case "updated_at" -> it.updatedAt();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
