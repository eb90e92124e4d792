package dev.zeroflow.knative.local;

import dev.zeroflow.knative.local.Autoscaler.Load;
import dev.zeroflow.knative.local.Autoscaler.Panic;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One function: the activator's queue, its replicas, and what the autoscaler decides about them.
 * One lock guards everything; nothing under it blocks. Waiting calls are served in order, each by
 * the least loaded replica that is ready.
 */
final class FunctionPool {
  private record Closed(Reason reason, String message) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Replica> replicas = new ArrayList<>();
  private final Deque<RunningCall> waiting = new ArrayDeque<>();
  private final StartBackoff backoff = new StartBackoff();
  private final InstantSource clock;
  private final ReplicaLife life;
  private final ConcurrencyMeter meter;
  private final PoolStatus status;
  private FunctionSpec spec;
  private int revision = 1;
  private long arrivals;
  private Panic panic = Panic.NONE;
  private String lastFailure = "";
  private @Nullable Closed closed;

  FunctionPool(FunctionSpec spec, ReplicaLife life, PoolStatus status, InstantSource clock) {
    this.spec = spec;
    this.life = life;
    this.status = status;
    this.clock = clock;
    this.meter = new ConcurrencyMeter(clock.instant());
  }

  /** Takes a new specification over; an equal one changes nothing. */
  void respecify(FunctionSpec next) {
    locked(
        () -> {
          if (spec.equals(next)) {
            return;
          }
          spec = next;
          revision++;
          panic = Panic.NONE;
          backoff.succeeded();
          replicas.forEach(this::drain);
        });
  }

  /** Waits for a place on a replica, starting one if there is none. */
  Replica admit(RunningCall call) throws FunctionUnavailableException {
    lock.lock();
    try {
      enqueue(call);
    } finally {
      lock.unlock();
    }
    try {
      return call.awaitReplica();
    } catch (FunctionUnavailableException e) {
      locked(() -> withdraw(call));
      throw e;
    }
  }

  /** Gives the place back. A reply, whatever its status, shows that the function works. */
  void release(Replica replica, boolean answered) {
    locked(
        () -> {
          meter.add(-1, clock.instant());
          if (answered) {
            backoff.succeeded();
          }
          free(replica);
        });
  }

  /** Takes a replica out of service: it ends when its calls have. */
  void discard(Replica replica) {
    locked(() -> drain(replica));
  }

  /** Takes a replica out of service whose process ended under a call. */
  void lost(Replica replica) {
    locked(
        () -> {
          replica.crashed |= replica.state != Replica.State.DRAINING;
          replica.state = Replica.State.DRAINING;
        });
  }

  /** Lets the autoscaler decide once. */
  void tick() {
    locked(() -> scale(clock.instant()));
  }

  /** Refuses calls from now on, fails those that wait, and drains every replica. */
  void retire(Reason reason, String message) {
    locked(
        () -> {
          closed = new Closed(reason, message);
          failWaiting(reason, message);
          replicas.forEach(this::drain);
        });
  }

  /** Stops draining replicas without waiting longer for their calls. */
  void stopNow() {
    locked(() -> replicas.forEach(replica -> replica.drained.complete(null)));
  }

  /** Waits until no call is on a replica; false if the time is over first. */
  boolean awaitIdle(Duration limit) {
    return await(() -> replicas.stream().allMatch(r -> r.inFlight == 0), limit);
  }

  /** Waits until no replica is left; false if the time is over first. */
  boolean awaitEmpty(Duration limit) {
    return await(replicas::isEmpty, limit);
  }

  FunctionStatus describe() {
    lock.lock();
    try {
      return status.describe(spec, replicas.size());
    } finally {
      lock.unlock();
    }
  }

  /** A replica listens: it takes calls, unless it was told to go meanwhile. */
  void ready(Replica replica) {
    locked(
        () -> {
          if (replica.state != Replica.State.STARTING) {
            return;
          }
          Instant now = clock.instant();
          if (count(r -> r.state == Replica.State.READY) == 0) {
            status.coldStart(Duration.between(replica.decidedAt, now));
          }
          replica.state = Replica.State.READY;
          replica.wasReady = true;
          replica.readyAfter = arrivals;
        });
  }

  /** A replica's process has ended or never began; tells whether it was meant to. */
  boolean leaves(Replica replica) {
    lock.lock();
    try {
      boolean expected = replica.state == Replica.State.DRAINING && !replica.crashed;
      replica.state = Replica.State.DRAINING;
      return expected;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing of a replica is left. */
  void ended(Replica replica, boolean expected, String ending) {
    locked(
        () -> {
          replicas.remove(replica);
          if (!expected && replica.revision == revision) {
            failed(spec.name() + " " + ending, replica.wasReady);
          }
          scale(clock.instant());
        });
  }

  /**
   * After a failed start, waiting calls fail unless another replica may still serve them. Calls
   * that come later, or that wait when a ready replica crashes, wait for the next start, which the
   * back-off delays.
   */
  private void failed(String message, boolean wasReady) {
    backoff.failed(clock.instant());
    lastFailure = message;
    if (!wasReady && live() == 0) {
      failWaiting(Reason.START_FAILED, message);
    }
  }

  private void enqueue(RunningCall call) throws FunctionUnavailableException {
    if (closed != null) {
      throw call.unavailable(closed.reason(), closed.message());
    }
    call.order = ++arrivals;
    waiting.addLast(call);
    meter.add(1, clock.instant());
    dispatch();
    if (waiting.size() > spec.scale().queueLimit()) {
      withdraw(call);
      String message = spec.name() + ": " + waiting.size() + " calls wait already; try again later";
      throw call.unavailable(Reason.QUEUE_FULL, message);
    }
    if (live() == 0) {
      scale(clock.instant());
      showStatus();
    }
  }

  /** Undoes what a call that failed while waiting took: its place in the queue, or on a replica. */
  private void withdraw(RunningCall call) {
    waiting.remove(call);
    meter.add(-1, clock.instant());
    Replica replica = call.assigned();
    if (replica != null) {
      free(replica);
    }
  }

  private void free(Replica replica) {
    replica.inFlight--;
    if (replica.state == Replica.State.DRAINING && replica.inFlight == 0) {
      replica.drained.complete(null);
    }
  }

  private void dispatch() {
    while (!waiting.isEmpty()) {
      Replica replica = leastLoaded();
      if (replica == null) {
        return;
      }
      // A call that gave up in the meantime refuses the place.
      if (waiting.removeFirst().assign(replica)) {
        replica.inFlight++;
      }
    }
  }

  private @Nullable Replica leastLoaded() {
    return replicas.stream()
        .filter(Replica::hasRoom)
        .min(Comparator.comparingInt(r -> r.inFlight))
        .orElse(null);
  }

  private void failWaiting(Reason reason, String message) {
    waiting.forEach(call -> call.fail(reason, message));
    waiting.clear();
  }

  private void scale(Instant now) {
    if (closed != null) {
      return;
    }
    var scale = spec.scale();
    meter.sample(now, scale.stableWindow());
    var load =
        new Load(
            meter.average(scale.stableWindow(), now),
            meter.average(Autoscaler.panicWindow(scale.stableWindow()), now),
            meter.lastBusy());
    int ready = count(r -> r.state == Replica.State.READY);
    var decision = Autoscaler.decide(scale, load, panic, ready, now);
    panic = decision.panic();
    adjust(decision.replicas(), now);
    if (decision.replicas() == 0 && replicas.isEmpty()) {
      meter.reset(now);
    }
  }

  private void adjust(int wanted, Instant now) {
    int live = live();
    if (wanted < live) {
      drainIdle(live - wanted);
    }
    // Replicas that still drain count: there are never more processes of a revision than allowed.
    int room = spec.scale().maxScale() - count(r -> r.revision == revision);
    for (int i = 0; i < Math.min(wanted - live, room) && mayStart(now); i++) {
      var replica = new Replica(spec, revision, now);
      replicas.add(replica);
      life.begin(replica, this);
    }
  }

  /** A function that failed starts again for somebody who waits, not for its past load. */
  private boolean mayStart(Instant now) {
    boolean needed = !backoff.failing() || !waiting.isEmpty() || spec.scale().minScale() > 0;
    return needed && backoff.allowsStart(now);
  }

  /** Youngest first. A busy replica stays: draining it would hold its memory and help nobody. */
  private void drainIdle(int surplus) {
    replicas.reversed().stream().filter(Replica::isIdle).limit(surplus).forEach(this::drain);
  }

  private void drain(Replica replica) {
    if (replica.state == Replica.State.DRAINING) {
      return;
    }
    replica.state = Replica.State.DRAINING;
    if (replica.inFlight == 0) {
      replica.drained.complete(null);
    }
    life.end(replica);
  }

  private int live() {
    return count(r -> r.state != Replica.State.DRAINING);
  }

  private int count(Predicate<Replica> which) {
    return (int) replicas.stream().filter(which).count();
  }

  /** Runs a change under the lock, then hands waiting calls out and shows the new state. */
  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      dispatch();
      if (!waiting.isEmpty() && live() == 0) {
        scale(clock.instant());
      }
      showStatus();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void showStatus() {
    State next = state();
    status.enter(next, reason(next), spec, revision, replicas.size(), clock.instant());
  }

  private State state() {
    if (count(r -> r.state == Replica.State.READY) > 0) {
      return State.ACTIVE;
    }
    if (live() > 0) {
      return State.ACTIVATING;
    }
    if (!replicas.isEmpty()) {
      return State.DRAINING;
    }
    return backoff.failing() ? State.FAILED : State.ZERO;
  }

  private String reason(State state) {
    return switch (state) {
      case ZERO -> "no calls";
      case ACTIVATING -> "the first replica is starting";
      case ACTIVE -> "a replica is ready";
      case DRAINING -> "the last replicas finish their calls";
      case FAILED -> lastFailure.lines().findFirst().orElse("a replica failed");
    };
  }

  private boolean await(BooleanSupplier condition, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
