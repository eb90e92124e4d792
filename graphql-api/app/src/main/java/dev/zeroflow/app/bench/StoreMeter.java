package dev.zeroflow.app.bench;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The store of runs, counted; tells when a run has ended. */
final class StoreMeter implements RunStore {
  private final RunStore store;
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final Map<UUID, CompletableFuture<RunSnapshot>> ends = new ConcurrentHashMap<>();

  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  StoreMeter(RunStore store) {
    this.store = store;
  }

  /** Transactions so far. */
  long transactions() {
    return transactions.get();
  }

  /** Begins to measure anew. */
  void forgetMillis() {
    millis.clear();
  }

  /** How long the transactions since the last look took, in milliseconds. */
  List<Double> takeMillis() {
    List<Double> taken = List.copyOf(millis);
    forgetMillis();
    return taken;
  }

  /** Decisions so far. */
  long decisions() {
    return commits.get();
  }

  /** The run once it has ended, as it was written. */
  CompletableFuture<RunSnapshot> end(UUID run) {
    return ends.computeIfAbsent(run, id -> new CompletableFuture<>());
  }

  void forget(UUID run) {
    ends.remove(run);
  }

  @Override
  public UUID submit(NewRun run) {
    transactions.incrementAndGet();
    return store.submit(run);
  }

  @Override
  public Optional<NewRun> submission(UUID run) {
    return store.submission(run);
  }

  @Override
  public Optional<RunSnapshot> load(UUID run) {
    return store.load(run);
  }

  @Override
  public List<CommitResult> commit(List<RunCommit> batch) {
    long begun = System.nanoTime();
    List<CommitResult> results = store.commit(batch);
    millis.add((System.nanoTime() - begun) / 1e6);
    transactions.incrementAndGet();
    commits.addAndGet(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      RunSnapshot next = batch.get(i).change().next();
      if (results.get(i) == CommitResult.COMMITTED && next.run().state().isFinal()) {
        end(next.run().id()).complete(next);
      }
    }
    return results;
  }

  @Override
  public void bury(UUID run, ShardClaim claim, TaskError error) {
    store.bury(run, claim, error);
  }

  @Override
  public boolean isCurrent(UUID run, String task, int attempt) {
    return store.isCurrent(run, task, attempt);
  }

  @Override
  public Optional<Values> inputs(UUID run, String task, int attempt) {
    return store.inputs(run, task, attempt);
  }
}
