package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in front of another that counts, and that fails while it is told to. */
final class UnsteadyStore implements RunStore, CommandQueue {
  private final RunStore runs;
  private final CommandQueue commands;

  final AtomicInteger claims = new AtomicInteger();
  final AtomicInteger commits = new AtomicInteger();

  /** Calls that go well before {@link #failures} begin; counts down. */
  final AtomicInteger skips = new AtomicInteger();

  /** Calls to be failed; counts down. */
  final AtomicInteger failures = new AtomicInteger();

  /** Commits whose answer is to be lost though they happened; counts down. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  final Set<Long> discarded = ConcurrentHashMap.newKeySet();
  volatile boolean fenced;
  volatile boolean broken;

  UnsteadyStore(RunStore runs, CommandQueue commands) {
    this.runs = runs;
    this.commands = commands;
  }

  private void hiccup() {
    if (skips.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return;
    }
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreUnavailableException("no answer", new IllegalStateException());
    }
    if (broken) {
      throw new IllegalStateException("a defect of the adapter");
    }
  }

  @Override
  public UUID submit(NewRun run) {
    return runs.submit(run);
  }

  @Override
  public Optional<RunSnapshot> load(UUID run) {
    hiccup();
    return runs.load(run);
  }

  @Override
  public CommitResult commit(RunSnapshot base, Decision.Change change, ClaimedCommand done) {
    hiccup();
    if (fenced) {
      commits.incrementAndGet();
      return CommitResult.FENCED;
    }
    CommitResult result = runs.commit(base, change, done);
    commits.incrementAndGet();
    if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreUnavailableException("the answer is lost", new IllegalStateException());
    }
    return result;
  }

  @Override
  public boolean isCurrent(UUID run, String task, int attempt) {
    return runs.isCurrent(run, task, attempt);
  }

  @Override
  public List<ClaimedCommand> claim(int limit, Duration lease) {
    claims.incrementAndGet();
    hiccup();
    return commands.claim(limit, lease);
  }

  @Override
  public void renew(Collection<Long> ids, Duration lease) {
    hiccup();
    commands.renew(ids, lease);
  }

  @Override
  public void discard(long command) {
    hiccup();
    discarded.add(command);
    commands.discard(command);
  }

  @Override
  public Optional<Duration> untilNext() {
    hiccup();
    return commands.untilNext();
  }
}
