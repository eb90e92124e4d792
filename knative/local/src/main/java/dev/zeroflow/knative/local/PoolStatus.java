package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of a function as others see it; tells a change once. The pool's lock guards it, so
 * events come in the order of the changes and a receiver must be quick.
 */
final class PoolStatus {
  private final Consumer<FunctionEvent> events;
  private State state = State.ZERO;
  private String reason = "declared, never called";
  private Instant since;
  private @Nullable Duration lastColdStart;

  PoolStatus(Consumer<FunctionEvent> events, Instant now) {
    this.events = events;
    this.since = now;
  }

  State state() {
    return state;
  }

  /** The state now; repeating it changes nothing. */
  void enter(State next, String why, FunctionSpec spec, int revision, int replicas, Instant now) {
    if (next == state) {
      return;
    }
    Duration took = Duration.between(since, now);
    state = next;
    reason = why;
    since = now;
    try {
      events.accept(new FunctionEvent(spec.name(), next, revision, replicas, why, now, took));
    } catch (RuntimeException e) {
      System.getLogger(PoolStatus.class.getName())
          .log(System.Logger.Level.WARNING, "receiver of function events failed", e);
    }
  }

  void coldStart(Duration took) {
    lastColdStart = took;
  }

  FunctionStatus describe(FunctionSpec spec, int replicas) {
    return new FunctionStatus(
        spec.name(), spec.kind(), state, replicas, reason, since, lastColdStart);
  }
}
