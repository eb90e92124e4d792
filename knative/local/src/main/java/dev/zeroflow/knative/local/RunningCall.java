package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call from its arrival to its end: first it waits for a replica, then for the reply. Whoever
 * ends the wait first wins; safe for many threads.
 */
final class RunningCall {
  final FunctionCall call;
  final Instant arrived;
  private final long deadlineNanos;

  /** Place in the order of arrivals, set once by the pool before the call waits. */
  long order;

  private final CompletableFuture<Replica> replica = new CompletableFuture<>();
  private @Nullable Runnable abort;
  private @Nullable FunctionUnavailableException ending;

  RunningCall(FunctionCall call, Instant arrived) {
    this.call = call;
    this.arrived = arrived;
    this.deadlineNanos = System.nanoTime() + call.timeout().toNanos();
  }

  /** Hands a place on a replica over; false if the call no longer waits. */
  boolean assign(Replica chosen) {
    return replica.complete(chosen);
  }

  /** The replica it was ending; null while it waits, or if it failed before. */
  @Nullable Replica assigned() {
    return replica.isDone() && !replica.isCompletedExceptionally() ? replica.join() : null;
  }

  /** Fails the call if it still waits for a replica. */
  void fail(Reason reason, String message) {
    replica.completeExceptionally(unavailable(reason, message));
  }

  /** Fails the call wherever it is. */
  void cancel(String why) {
    giveUp(unavailable(Reason.CANCELLED, why));
  }

  /** Fails the call wherever it is, because its time is over. */
  void timeOut() {
    giveUp(timedOut());
  }

  private synchronized void giveUp(FunctionUnavailableException why) {
    if (ending == null) {
      ending = why;
    }
    fail(why.reason(), String.valueOf(why.getMessage()));
    if (abort != null) {
      abort.run();
    }
  }

  /** Time that is left for the whole call; at least 0. */
  long remainingNanos() {
    return Math.max(0, deadlineNanos - System.nanoTime());
  }

  Replica awaitReplica() throws FunctionUnavailableException {
    try {
      return replica.get(remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      replica.cancel(true);
      throw timedOut();
    } catch (InterruptedException e) {
      replica.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(Reason.CANCELLED, "the calling thread was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FunctionUnavailableException known) {
        throw unavailable(known.reason(), String.valueOf(known.getMessage()));
      }
      throw new IllegalStateException(e);
    }
  }

  /** Something that talks to a replica. */
  @FunctionalInterface
  interface Exchange<T> {
    T run() throws IOException;
  }

  /**
   * Talks to the replica on this thread.
   *
   * @param abort breaks the exchange off from another thread
   * @throws ExecutionException if it failed; the cause says how
   */
  <T> T exchange(Runnable abort, Exchange<T> exchange)
      throws FunctionUnavailableException, ExecutionException {
    begin(abort);
    try {
      return exchange.run();
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  private synchronized void begin(Runnable way) throws FunctionUnavailableException {
    if (ending != null) {
      throw ending;
    }
    abort = way;
  }

  private synchronized void end() {
    abort = null;
  }

  /** The connection of a call that was ending up is closed under it: the effect, not the cause. */
  private synchronized ExecutionException failure(Exception e) throws FunctionUnavailableException {
    if (ending != null) {
      throw ending;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw unavailable(Reason.CANCELLED, "the calling thread was interrupted");
    }
    return new ExecutionException(e);
  }

  private FunctionUnavailableException timedOut() {
    return unavailable(
        Reason.TIMED_OUT, call.function() + " did not answer within " + call.timeout());
  }

  FunctionUnavailableException unavailable(Reason reason, String message) {
    return new FunctionUnavailableException(call.function(), reason, message);
  }
}
