package dev.zeroflow.knative.cluster;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call from its arrival to its end: first it waits for an address, then for the reply. Whoever
 * ends it first wins; safe for many threads.
 */
final class ClusterCall {
  final FunctionCall call;
  private final long arrivedNanos = System.nanoTime();

  /** Whether its address is known; before, pods are those of what was declared earlier. */
  private boolean routed;

  /** When a pod was ready first, since the arrival; null while its pod is still to start. */
  private @Nullable Duration reached;

  private @Nullable Runnable abort;
  private @Nullable FunctionUnavailableException ending;

  ClusterCall(FunctionCall call) {
    this.call = call;
  }

  /** Something that may be there later. */
  @FunctionalInterface
  interface Look<T> {
    Optional<T> take() throws FunctionUnavailableException;
  }

  /** Waits until a look finds something, at most until a time after the arrival. */
  synchronized <T> Optional<T> await(Look<T> look, Duration limit)
      throws FunctionUnavailableException {
    while (true) {
      if (ending != null) {
        throw ending;
      }
      Optional<T> found = look.take();
      long left = limit.toNanos() - elapsed().toNanos();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unavailable(Reason.CANCELLED, "the calling thread was interrupted");
      }
    }
  }

  /** Lets it look again. */
  synchronized void poke() {
    notifyAll();
  }

  /** Its address is known: from now on, pods count. */
  synchronized void route() {
    routed = true;
  }

  synchronized boolean isRouted() {
    return routed;
  }

  /** A pod is ready: from here on only the reply decides. */
  synchronized void reach() {
    if (reached == null) {
      reached = elapsed();
    }
  }

  /** How long it waited for a pod; until now if it still does. */
  synchronized Duration reachedAfter() {
    return reached == null ? elapsed() : reached;
  }

  /** Ends it because its pod cannot start; without effect once one was ready. */
  synchronized void failStart(String why) {
    if (reached == null) {
      giveUp(unavailable(Reason.START_FAILED, why));
    }
  }

  /** Ends it because its time is over. */
  synchronized void timeOut(String whyNotReady) {
    failStart(whyNotReady);
    giveUp(
        unavailable(
            Reason.TIMED_OUT, call.function() + " did not answer within " + call.timeout()));
  }

  /** Ends it wherever it is. */
  void cancel(String why) {
    giveUp(unavailable(Reason.CANCELLED, why));
  }

  private synchronized void giveUp(FunctionUnavailableException why) {
    if (ending == null) {
      ending = why;
    }
    notifyAll();
    if (abort != null) {
      abort.run();
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - arrivedNanos);
  }

  Duration remaining() {
    Duration left = call.timeout().minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Something that talks to a Service. */
  @FunctionalInterface
  interface Exchange<T> {
    T run() throws IOException;
  }

  /**
   * Talks to the Service on this thread.
   *
   * @param way breaks the exchange off from another thread
   * @throws IOException if it failed by itself
   */
  <T> T exchange(Runnable way, Exchange<T> exchange)
      throws FunctionUnavailableException, IOException {
    begin(way);
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

  /** The connection of a call that was ended is closed under it: the effect, not the cause. */
  private synchronized IOException failure(Exception e) throws FunctionUnavailableException {
    if (ending != null) {
      throw ending;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw unavailable(Reason.CANCELLED, "the calling thread was interrupted");
    }
    return e instanceof IOException broken ? broken : new IOException(e);
  }

  FunctionUnavailableException unavailable(Reason reason, String message) {
    return new FunctionUnavailableException(call.function(), reason, message);
  }
}
