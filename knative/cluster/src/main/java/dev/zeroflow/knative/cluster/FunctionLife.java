package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.status.Finding;
import dev.zeroflow.knative.cluster.status.Health;
import dev.zeroflow.knative.cluster.status.Sight;
import dev.zeroflow.scheduler.port.ColdStart;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What one server knows of a function beside its objects: the calls of its own. */
final class FunctionLife {
  /**
   * The last pod lives for 6 s or more after its last reply, Knative's shortest window; so a reply
   * that is younger than this proves a pod, even if the informers have not heard of it.
   */
  private static final Duration PROOF = Duration.ofSeconds(5);

  /** Held while the function is declared or removed. */
  final ReentrantLock declaring = new ReentrantLock();

  private final Set<ClusterCall> calls = ConcurrentHashMap.newKeySet();
  private final ColdStartWatch starts = new ColdStartWatch();
  private @Nullable Instant answered;
  private State state = State.ZERO;
  private Instant since;

  FunctionLife(Instant now) {
    this.since = now;
  }

  /** Takes a call in, unless too many of this server are there. */
  synchronized void admit(ClusterCall call, int most) throws FunctionUnavailableException {
    if (calls.size() >= most) {
      throw call.unavailable(Reason.QUEUE_FULL, calls.size() + " calls run or wait already");
    }
    calls.add(call);
  }

  void leave(ClusterCall call) {
    calls.remove(call);
  }

  /** What was proved holds no more: the function was declared anew. */
  synchronized void changed() {
    answered = null;
    starts.failed();
  }

  /** Whether a call that can be sent now has to wait for a pod. */
  synchronized boolean isCold(Sight sight, Instant arrived, Instant now) {
    if (sight.isReady() || isProved(now)) {
      return false;
    }
    starts.begin(arrived);
    starts.seen(sight.steps(), now);
    return true;
  }

  synchronized void answered(Instant now) {
    answered = now;
    starts.answered(now);
  }

  /** A call failed; if it was the only one, the start that it waited for is measured no more. */
  synchronized void failed() {
    if (calls.size() <= 1) {
      starts.failed();
    }
  }

  /** Lets its calls look again. */
  void wake() {
    calls.forEach(ClusterCall::poke);
  }

  /** The objects have changed: lets the calls see it, and tells whether the state is another. */
  boolean look(Sight sight, Instant now) {
    boolean entered = note(sight, now);
    calls.stream().filter(ClusterCall::isRouted).forEach(call -> tell(call, sight));
    wake();
    return entered;
  }

  private static void tell(ClusterCall call, Sight sight) {
    if (sight.isReady()) {
      call.reach();
    } else {
      Optional<Finding> lasting = sight.finding().filter(Finding::lasting);
      lasting.ifPresent(it -> call.failStart(it.sentence()));
    }
  }

  private synchronized boolean note(Sight sight, Instant now) {
    starts.seen(sight.steps(), now);
    return enter(proved(Health.of(sight), now).state(), now);
  }

  synchronized FunctionStatus status(Sight sight, Instant now) {
    Health health = proved(Health.of(sight), now);
    enter(health.state(), now);
    var function = new DeclaredFunction(sight.service());
    ColdStart last = starts.last();
    return new FunctionStatus(
        function.name(),
        function.kind(),
        state,
        health.replicas(),
        health.reason(),
        since,
        last == null ? null : last.took(),
        last);
  }

  private Health proved(Health seen, Instant now) {
    return seen.state() != State.ACTIVE && isProved(now)
        ? new Health(State.ACTIVE, Math.max(1, seen.replicas()), "it answered a moment ago")
        : seen;
  }

  private boolean isProved(Instant now) {
    return answered != null && Duration.between(answered, now).compareTo(PROOF) < 0;
  }

  private boolean enter(State next, Instant now) {
    if (next == state) {
      return false;
    }
    state = next;
    since = now;
    return true;
  }
}
