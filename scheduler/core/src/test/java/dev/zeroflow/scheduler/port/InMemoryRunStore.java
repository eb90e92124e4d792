package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.InMemoryStore.StoredRun;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@link RunStore} in memory. Like a database it takes only what a change says is changed, and
 * counts everything anew when a run is loaded.
 */
public final class InMemoryRunStore implements RunStore {
  private final InMemoryStore store;

  public InMemoryRunStore(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public UUID submit(NewRun run) {
    synchronized (store) {
      String key = run.project() + "\n" + run.idempotencyKey();
      UUID known = run.idempotencyKey() == null ? null : store.runsByKey.putIfAbsent(key, run.id());
      if (known != null || store.runs.containsKey(run.id())) {
        return known == null ? run.id() : known;
      }
      var pending =
          new Run(
              run.id(),
              run.project(),
              run.name(),
              run.pipeline(),
              run.parameters(),
              run.reason(),
              run.options(),
              RuntimeState.PENDING,
              0,
              run.priority(),
              store.clock.instant(),
              null,
              null,
              null,
              null,
              null);
      store.runs.put(run.id(), new StoredRun(pending, run));
      return run.id();
    }
  }

  @Override
  public Optional<NewRun> submission(UUID run) {
    synchronized (store) {
      return Optional.ofNullable(store.runs.get(run))
          .map(
              stored ->
                  new NewRun(
                      run,
                      stored.run.project(),
                      stored.run.name(),
                      stored.run.pipeline(),
                      stored.digest,
                      stored.document,
                      stored.run.parameters(),
                      stored.run.reason(),
                      stored.run.options(),
                      stored.run.priority(),
                      stored.key));
    }
  }

  @Override
  public Optional<RunSnapshot> load(UUID run) {
    synchronized (store) {
      StoredRun stored = store.runs.get(run);
      if (stored == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            RunSnapshot.of(
                stored.run, store.pipeline(stored), new ArrayList<>(stored.tasks.values())));
      } catch (RuntimeException e) {
        throw new IllegalStateException("run " + run + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<CommitResult> commit(List<RunCommit> commits) {
    synchronized (store) {
      Map<RunCommit, CommitResult> results = new HashMap<>();
      Set<UUID> runs = new HashSet<>();
      for (RunCommit commit : commits) {
        UUID run = commit.change().next().run().id();
        if (!runs.add(run) || commit.claim().shard() != ShardClaim.shardOf(run)) {
          throw new IllegalArgumentException("run " + run);
        }
        results.put(commit, result(commit));
      }
      List<RunCommit> written =
          commits.stream().filter(commit -> isNew(commit, results.get(commit))).toList();
      written.forEach(this::check);
      written.forEach(this::write);
      return commits.stream().map(results::get).toList();
    }
  }

  private CommitResult result(RunCommit commit) {
    Run run = commit.change().next().run();
    StoredRun stored = store.runs.get(run.id());
    if (stored != null
        && stored.run.version() == run.version() + 1
        && stored.generation == commit.claim().generation()) {
      return CommitResult.COMMITTED;
    }
    if (store.generation(commit.claim().shard()) != commit.claim().generation()) {
      return CommitResult.FENCED;
    }
    boolean same = stored != null && stored.run.version() == run.version();
    return same ? CommitResult.COMMITTED : CommitResult.CONFLICT;
  }

  /** Whether it is committed now rather than before. */
  private boolean isNew(RunCommit commit, CommitResult result) {
    Run run = commit.change().next().run();
    return result == CommitResult.COMMITTED
        && store.runs.get(run.id()).run.version() == run.version();
  }

  /** A task is new if and only if it comes from no state. */
  private void check(RunCommit commit) {
    Decision.Change change = commit.change();
    StoredRun stored = store.runs.get(change.next().run().id());
    Set<String> created =
        change.transitions().stream()
            .filter(transition -> transition.from() == null)
            .map(Transition::task)
            .collect(Collectors.toSet());
    for (Task task : change.tasks()) {
      if (stored.tasks.containsKey(task.path()) == created.contains(task.path())) {
        throw new IllegalStateException("task " + task.path() + " is not new, or not there");
      }
    }
  }

  private void write(RunCommit commit) {
    Decision.Change change = commit.change();
    StoredRun stored = store.runs.get(change.next().run().id());
    stored.run = change.next().run().committed();
    stored.generation = commit.claim().generation();
    change.tasks().forEach(task -> stored.tasks.put(task.path(), task));
    stored.log.addAll(change.transitions());
    stored.lineage.addAll(change.lineage());
    commit.answers().forEach(store::answer);
    change.lineage().forEach(lineage -> remember(change.next(), lineage));
  }

  private void remember(RunSnapshot snapshot, TaskLineage lineage) {
    CacheUse use = lineage.cache();
    boolean executed = lineage.state() == RuntimeState.SUCCEEDED && use != null && !use.hit();
    if (!executed || use.fingerprint().isEmpty()) {
      return;
    }
    Run run = snapshot.run();
    var entry =
        new TaskCache.Entry(
            use.fingerprint(),
            use.parts(),
            run.pipeline(),
            Place.of(snapshot.pipeline(), lineage.task()).name(),
            run.id(),
            lineage.task(),
            lineage.outputs(),
            store.clock.instant());
    store
        .cache
        .computeIfAbsent(run.project(), project -> new HashMap<>())
        .put(entry.fingerprint(), entry);
  }

  @Override
  public void bury(UUID run, ShardClaim claim, TaskError error) {
    synchronized (store) {
      StoredRun stored = store.runs.get(run);
      boolean owned =
          claim.shard() == ShardClaim.shardOf(run)
              && store.generation(claim.shard()) == claim.generation();
      if (stored != null && owned && !stored.run.state().isFinal()) {
        bury(stored, claim, error);
      }
    }
  }

  private void bury(StoredRun stored, ShardClaim claim, TaskError error) {
    Instant now = store.clock.instant();
    List<Task> open =
        stored.tasks.values().stream().filter(task -> !task.state().isFinal()).toList();
    for (Task task : open) {
      stored.tasks.put(task.path(), canceled(task, now));
      stored.log.add(
          new Transition(
              task.path(),
              task.attempt(),
              task.state(),
              RuntimeState.CANCELED,
              error.message(),
              now));
    }
    Run run = stored.run;
    stored.log.add(new Transition(null, 0, run.state(), RuntimeState.FAILED, error.message(), now));
    stored.generation = claim.generation();
    stored.run =
        new Run(
            run.id(),
            run.project(),
            run.name(),
            run.pipeline(),
            run.parameters(),
            run.reason(),
            run.options(),
            RuntimeState.FAILED,
            run.version() + 1,
            run.priority(),
            run.createdAt(),
            run.startedAt(),
            run.deadlineAt(),
            now,
            error,
            null);
  }

  private static Task canceled(Task task, Instant now) {
    return new Task(
        task.path(),
        task.position(),
        RuntimeState.CANCELED,
        task.attempt(),
        task.failures(),
        task.losses(),
        task.readyAt(),
        null,
        task.attemptAt(),
        now,
        task.inputs(),
        task.outputs(),
        task.error(),
        task.figures(),
        task.cache());
  }

  @Override
  public boolean isCurrent(UUID run, String task, int attempt) {
    return inputs(run, task, attempt).isPresent();
  }

  @Override
  public Optional<Values> inputs(UUID run, String task, int attempt) {
    synchronized (store) {
      StoredRun stored = store.runs.get(run);
      return Optional.ofNullable(stored == null ? null : stored.tasks.get(task))
          .filter(found -> found.state() == RuntimeState.RUNNING && found.attempt() == attempt)
          .map(Task::inputs);
    }
  }
}
