package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link FunctionRuntime} in memory: functions are handlers registered by name, replicas are
 * permits. Starts in no time, scales to zero when told to.
 */
public final class FakeFunctionRuntime implements FunctionRuntime {
  /** What a function does with a call; may block, and may throw what a runtime throws. */
  @FunctionalInterface
  public interface Handler {
    FunctionReply handle(FunctionSpec spec, FunctionCall call) throws Exception;
  }

  private final InstantSource clock;
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final Map<String, String> broken = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<String, Pool> pools = new ConcurrentSkipListMap<>();
  private final Map<String, CompletableFuture<FunctionReply>> calls = new ConcurrentHashMap<>();

  public FakeFunctionRuntime(InstantSource clock) {
    this.clock = clock;
  }

  /** A 200 with a body and nothing else, for handlers. */
  public static FunctionReply reply(int status, byte[] body) {
    return new FunctionReply(status, Map.of(), body, false, Duration.ZERO);
  }

  /** Sets what the function of this name does. */
  public FakeFunctionRuntime on(String function, Handler handler) {
    handlers.put(function, handler);
    return this;
  }

  /** From now on, functions of this image fail to start. */
  public void breakImage(String image, String message) {
    broken.put(image, message);
  }

  /** Takes the replicas of a function away: its next call is cold. */
  public void scaleToZero(String function) {
    pools.computeIfPresent(function, (name, pool) -> new Pool(pool.spec, clock.instant()));
  }

  @Override
  public void ensure(FunctionSpec spec) {
    pools.compute(
        spec.name(),
        (name, pool) ->
            pool != null && pool.spec.equals(spec) ? pool : new Pool(spec, clock.instant()));
  }

  @Override
  public void remove(String function) {
    pools.remove(function);
  }

  @Override
  public FunctionReply invoke(FunctionCall call) throws FunctionUnavailableException {
    Pool pool = pools.get(call.function());
    if (pool == null) {
      throw unavailable(call, Reason.UNKNOWN_FUNCTION, "declare it first");
    }
    var reply = new CompletableFuture<FunctionReply>();
    calls.put(call.callId(), reply);
    try {
      boolean cold = pool.enter(call);
      Thread worker = Thread.startVirtualThread(() -> pool.work(call, reply));
      var answered = await(call, reply, worker);
      return new FunctionReply(
          answered.status(), answered.headers(), answered.body(), cold, Duration.ofNanos(1));
    } finally {
      calls.remove(call.callId());
    }
  }

  @Override
  public void cancel(String callId) {
    var reply = calls.get(callId);
    if (reply != null) {
      reply.cancel(false);
    }
  }

  @Override
  public List<FunctionStatus> describe() {
    return pools.values().stream().map(Pool::status).toList();
  }

  private static FunctionReply await(
      FunctionCall call, CompletableFuture<FunctionReply> reply, Thread worker)
      throws FunctionUnavailableException {
    try {
      return reply.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unavailable(call, Reason.TIMED_OUT, "after " + call.timeout());
    } catch (CancellationException | InterruptedException e) {
      throw unavailable(call, Reason.CANCELLED, "cancelled");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FunctionUnavailableException known) {
        throw known;
      }
      throw unavailable(call, Reason.CONNECTION_LOST, String.valueOf(e.getCause()));
    } finally {
      worker.interrupt();
    }
  }

  private static FunctionUnavailableException unavailable(
      FunctionCall call, Reason reason, String message) {
    return new FunctionUnavailableException(
        call.function(), reason, call.function() + ": " + message);
  }

  private final class Pool {
    private final FunctionSpec spec;
    private final Semaphore slots;
    private Instant since;
    private State state = State.ZERO;
    private int waiting;

    Pool(FunctionSpec spec, Instant since) {
      this.spec = spec;
      this.since = since;
      this.slots =
          new Semaphore(spec.scale().maxScale() * spec.scale().containerConcurrency(), true);
    }

    /** Takes a place in the queue; tells whether the call is cold. */
    synchronized boolean enter(FunctionCall call) throws FunctionUnavailableException {
      String failure = broken.get(spec.image());
      if (failure != null) {
        enterState(State.FAILED);
        throw unavailable(call, Reason.START_FAILED, failure);
      }
      if (slots.availablePermits() == 0 && waiting >= spec.scale().queueLimit()) {
        throw unavailable(call, Reason.QUEUE_FULL, waiting + " calls wait already");
      }
      waiting++;
      boolean cold = state != State.ACTIVE;
      enterState(State.ACTIVE);
      return cold;
    }

    void work(FunctionCall call, CompletableFuture<FunctionReply> reply) {
      try {
        acquire();
        try {
          if (!reply.isDone()) {
            var handler = handlers.getOrDefault(spec.name(), (s, c) -> reply(404, new byte[0]));
            reply.complete(handler.handle(spec, call));
          }
        } finally {
          slots.release();
        }
      } catch (Exception e) {
        reply.completeExceptionally(e);
      }
    }

    private void acquire() throws InterruptedException {
      try {
        slots.acquire();
      } finally {
        synchronized (this) {
          waiting--;
        }
      }
    }

    private void enterState(State next) {
      if (state != next) {
        state = next;
        since = clock.instant();
      }
    }

    synchronized FunctionStatus status() {
      boolean active = state == State.ACTIVE;
      return new FunctionStatus(
          spec.name(),
          spec.kind(),
          state,
          active ? 1 : 0,
          "set by a test",
          since,
          active ? Duration.ZERO : null);
    }
  }
}
