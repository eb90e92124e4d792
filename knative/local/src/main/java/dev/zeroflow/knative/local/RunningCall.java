package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.time.Instant;
import java.util.concurrent.CancellationException;
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
  private @Nullable CompletableFuture<?> exchange;
  private @Nullable String cancelled;

  RunningCall(FunctionCall call, Instant arrived) {
    this.call = call;
    this.arrived = arrived;
    this.deadlineNanos = System.nanoTime() + call.timeout().toNanos();
  }

  /** Hands a place on a replica over; false if the call no longer waits. */
  boolean assign(Replica chosen) {
    return replica.complete(chosen);
  }

  /** The replica it was given; null while it waits, or if it failed before. */
  @Nullable Replica assigned() {
    return replica.isDone() && !replica.isCompletedExceptionally() ? replica.join() : null;
  }

  /** Fails the call if it still waits for a replica. */
  void fail(Reason reason, String message) {
    replica.completeExceptionally(unavailable(reason, message));
  }

  /** Fails the call wherever it is. */
  synchronized void cancel(String why) {
    cancelled = why;
    fail(Reason.CANCELLED, why);
    if (exchange != null) {
      exchange.cancel(true);
    }
  }

  Replica awaitReplica() throws FunctionUnavailableException {
    try {
      return await(replica);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FunctionUnavailableException known) {
        throw unavailable(known.reason(), String.valueOf(known.getMessage()));
      }
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the reply; the exception of an exchange that failed is that of its cause. */
  <T> T awaitReply(CompletableFuture<T> reply)
      throws FunctionUnavailableException, ExecutionException {
    synchronized (this) {
      exchange = reply;
      if (cancelled != null) {
        reply.cancel(true);
      }
    }
    return await(reply);
  }

  FunctionUnavailableException unavailable(Reason reason, String message) {
    return new FunctionUnavailableException(call.function(), reason, message);
  }

  private <T> T await(CompletableFuture<T> future)
      throws FunctionUnavailableException, ExecutionException {
    try {
      return future.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw unavailable(
          Reason.TIMED_OUT, call.function() + " did not answer within " + call.timeout());
    } catch (CancellationException e) {
      throw unavailable(Reason.CANCELLED, "cancelled");
    } catch (ExecutionException e) {
      // The connection of a cancelled call is closed under it: that is the effect, not the cause.
      String why = whyCancelled();
      if (why != null) {
        throw unavailable(Reason.CANCELLED, why);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw unavailable(Reason.CANCELLED, "the calling thread was interrupted");
    }
  }

  private synchronized @Nullable String whyCancelled() {
    return cancelled;
  }
}
