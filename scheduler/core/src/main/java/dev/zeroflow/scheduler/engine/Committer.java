package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes decisions of many runs in one transaction. While one is under way those that come wait for
 * the next, so a lone decision is written at once and many share the cost of one flush.
 *
 * <p>What the store does not answer is sent again until it does: a commit may be repeated.
 */
final class Committer {
  private static final Logger LOG = System.getLogger(Committer.class.getName());
  private static final int MAX_BATCH = 256;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final RunStore store;
  private final Background background;
  private final CommitPace pace;
  private final Deque<Pending> queue = new ArrayDeque<>();
  private final Set<UUID> writing = ConcurrentHashMap.newKeySet();
  private boolean busy;
  private volatile boolean closed;

  Committer(RunStore store, Background background, CommitPace pace) {
    this.store = store;
    this.background = background;
    this.pace = pace;
  }

  /** Told how its commit ended; on a thread of the committer, so it must not block. */
  interface Listener {
    void committed(CommitResult result);

    /** The store refuses what the commit holds; nothing was written. */
    void refused(RuntimeException cause);
  }

  private record Pending(RunCommit commit, Listener listener) {}

  /** Writes the commit soon. At most one of a run may be under way. */
  void submit(RunCommit commit, Listener listener) {
    Duration wait;
    synchronized (this) {
      queue.add(new Pending(commit, listener));
      writing.add(run(commit));
      if (busy) {
        return;
      }
      busy = true;
      wait = pace.waitBefore(queue.size());
    }
    begin(wait);
  }

  /** Whether a commit of the run is under way. */
  boolean isWriting(UUID run) {
    return writing.contains(run);
  }

  private static UUID run(RunCommit commit) {
    return commit.change().next().run().id();
  }

  /** Whether everything is written. */
  synchronized boolean isIdle() {
    return !busy;
  }

  /** Writes nothing more. */
  void close() {
    closed = true;
  }

  private void begin(Duration wait) {
    if (wait.isZero()) {
      background.start("commit", this::flush);
    } else {
      background.startAfter("commit", wait, this::flush);
    }
  }

  private void flush() {
    List<Pending> batch;
    synchronized (this) {
      batch = new ArrayList<>(Math.min(MAX_BATCH, queue.size()));
      while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(queue.poll());
      }
    }
    write(batch, FIRST_PAUSE);
  }

  private void write(List<Pending> batch, Duration pause) {
    if (closed) {
      return;
    }
    try {
      tell(batch, store.commit(batch.stream().map(Pending::commit).toList()));
      next();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "decisions cannot be written now: {0}", e.getMessage());
      Duration longer = pause.multipliedBy(2);
      Duration after = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      background.startAfter("commit", pause, () -> write(batch, after));
    } catch (RuntimeException e) {
      refused(batch, e);
    }
  }

  /** One bad commit must not take the others with it: each is written alone. */
  private void refused(List<Pending> batch, RuntimeException cause) {
    if (batch.size() == 1) {
      writing.remove(run(batch.getFirst().commit()));
      batch.getFirst().listener().refused(cause);
      next();
      return;
    }
    synchronized (this) {
      batch.reversed().stream().skip(1).forEach(queue::addFirst);
    }
    write(List.of(batch.getLast()), FIRST_PAUSE);
  }

  private void tell(List<Pending> batch, List<CommitResult> results) {
    pace.written(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      writing.remove(run(batch.get(i).commit()));
      batch.get(i).listener().committed(results.get(i));
    }
  }

  private void next() {
    Duration wait;
    synchronized (this) {
      if (queue.isEmpty()) {
        busy = false;
        return;
      }
      wait = pace.waitBefore(queue.size());
    }
    begin(wait);
  }
}
