package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionSpec;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One process of a function as its pool sees it. The pool's lock guards every mutable field. */
final class Replica {
  enum State {
    STARTING,
    READY,
    /** Takes no more calls: it finishes those it has, and ends. */
    DRAINING
  }

  final FunctionSpec spec;
  final int revision;
  final Instant decidedAt;

  /** The process, once there is one; fails if there never will be. */
  final CompletableFuture<ReplicaProcess> process = new CompletableFuture<>();

  /** Completed when a draining replica may be stopped. */
  final CompletableFuture<Void> drained = new CompletableFuture<>();

  State state = State.STARTING;
  int inFlight;

  /** Whether it ever took calls. */
  boolean wasReady;

  /** Its process ended under a call, before anything told it to. */
  boolean crashed;

  /** Number of the last call that had arrived when it got ready: up to it, calls are cold. */
  long readyAfter;

  Replica(FunctionSpec spec, int revision, Instant decidedAt) {
    this.spec = spec;
    this.revision = revision;
    this.decidedAt = decidedAt;
  }

  boolean hasRoom() {
    return state == State.READY && inFlight < spec.scale().containerConcurrency();
  }

  boolean isIdle() {
    return state != State.DRAINING && inFlight == 0;
  }
}
