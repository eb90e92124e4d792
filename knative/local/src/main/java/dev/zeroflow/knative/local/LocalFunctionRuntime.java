package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Functions as child processes of this JVM, with Knative's semantics: an activator queues calls, an
 * autoscaler keeps as many replicas as they need, and none when there are none.
 *
 * <p>Safe for many threads. {@link #close} ends every process; if this JVM is killed instead, the
 * processes see the end of their standard input and exit by themselves.
 */
public final class LocalFunctionRuntime implements FunctionRuntime, AutoCloseable {
  /** A broken connection is often seen a moment before the exit of its process. */
  private static final Duration EXIT_IS_SEEN = Duration.ofMillis(500);

  /** Beyond the grace, for the operating system to end a process that was killed. */
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final LocalRuntimeConfig config;
  private final Consumer<FunctionEvent> events;
  private final InstantSource clock;
  private final ScheduledExecutorService ticker;
  private final ReplicaLife life;
  private final HttpForwarder forwarder;
  private final Map<String, FunctionPool> pools = new ConcurrentSkipListMap<>();
  private final Queue<FunctionPool> retired = new ConcurrentLinkedQueue<>();
  private final Map<String, RunningCall> calls = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /**
   * Starts the runtime; it has no function yet.
   *
   * @param output receives what replicas print
   * @param events receives changes of state, in order for each function; it must be quick
   * @param clock time of samples and decisions
   * @param ticker runs the autoscaler; shut down by {@link #close}
   * @throws IOException if the working directory cannot be made
   */
  public LocalFunctionRuntime(
      LocalRuntimeConfig config,
      FunctionOutput output,
      Consumer<FunctionEvent> events,
      InstantSource clock,
      ScheduledExecutorService ticker)
      throws IOException {
    this.config = config;
    this.events = events;
    this.clock = clock;
    this.ticker = ticker;
    var directory = ReplicaDirectory.emptied(config.workDirectory().resolve("replicas"));
    this.life = new ReplicaLife(config, new ReplicaLauncher(config, output, directory));
    this.forwarder = new HttpForwarder(config.maxReplyBytes());
    long tick = config.tick().toMillis();
    var _ = ticker.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
  }

  /** Starts the runtime on the system's clock and a thread of its own. */
  public static LocalFunctionRuntime start(
      LocalRuntimeConfig config, FunctionOutput output, Consumer<FunctionEvent> events)
      throws IOException {
    var ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("autoscaler").factory());
    return new LocalFunctionRuntime(config, output, events, InstantSource.system(), ticker);
  }

  @Override
  public void ensure(FunctionSpec spec) {
    if (closing) {
      throw new IllegalStateException("the runtime is closed");
    }
    pools.computeIfAbsent(spec.name(), name -> pool(spec)).respecify(spec);
  }

  @Override
  public void remove(String function) {
    FunctionPool pool = pools.remove(function);
    if (pool != null) {
      retired.add(pool);
      pool.retire(Reason.UNKNOWN_FUNCTION, "function " + function + " was removed");
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>With a container concurrency of 1, a replica whose call was cancelled or timed out is
   * stopped: its handler cannot be told to give up, and the next call must have it alone.
   */
  @Override
  public FunctionReply invoke(FunctionCall call) throws FunctionUnavailableException {
    var running = new RunningCall(call, clock.instant());
    if (calls.putIfAbsent(call.callId(), running) != null) {
      throw new IllegalArgumentException("a call with this id is running: " + call.callId());
    }
    try {
      FunctionPool pool = pools.get(call.function());
      if (closing) {
        throw running.unavailable(Reason.CANCELLED, "the runtime is closing");
      }
      if (pool == null) {
        String message = "function " + call.function() + " is not declared; declare it first";
        throw running.unavailable(Reason.UNKNOWN_FUNCTION, message);
      }
      return forward(running, pool, pool.admit(running));
    } finally {
      calls.remove(call.callId());
    }
  }

  @Override
  public void cancel(String callId) {
    RunningCall running = calls.get(callId);
    if (running != null) {
      running.cancel("cancelled by its caller");
    }
  }

  @Override
  public List<FunctionStatus> describe() {
    return pools.values().stream().map(FunctionPool::describe).toList();
  }

  /** Cancels what waits, lets running calls end for a short time, then ends every process. */
  @Override
  public void close() {
    closing = true;
    ticker.shutdownNow();
    Collection<FunctionPool> all = new ArrayList<>(retired);
    all.addAll(pools.values());
    all.forEach(pool -> pool.retire(Reason.CANCELLED, "the runtime is closing"));
    long deadline = System.nanoTime() + config.closeDrain().toNanos();
    all.forEach(pool -> pool.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())));
    calls.values().forEach(running -> running.cancel("the runtime is closing"));
    all.forEach(FunctionPool::stopNow);
    all.forEach(pool -> pool.awaitEmpty(config.killGrace().plus(KILL_LIMIT)));
    forwarder.close();
  }

  /** One decision of the autoscaler for each function. */
  void tick() {
    for (FunctionPool pool : pools.values()) {
      try {
        pool.tick();
      } catch (RuntimeException e) {
        // One function's trouble must not end the schedule of all.
        System.getLogger(LocalFunctionRuntime.class.getName())
            .log(System.Logger.Level.ERROR, "autoscaler failed", e);
      }
    }
    retired.removeIf(pool -> pool.awaitEmpty(Duration.ZERO));
    forwarder.tidy();
  }

  private FunctionPool pool(FunctionSpec spec) {
    return new FunctionPool(spec, life, new PoolStatus(events, clock.instant()), clock);
  }

  private FunctionReply forward(RunningCall running, FunctionPool pool, Replica replica)
      throws FunctionUnavailableException {
    boolean answered = false;
    try {
      boolean cold = running.order <= replica.readyAfter;
      Duration waited = Duration.between(running.arrived, clock.instant());
      var reply = forwarder.forward(running, replica.process.join().port(), cold, waited);
      answered = true;
      return reply;
    } catch (ExecutionException e) {
      throw lost(running, pool, replica, e.getCause());
    } catch (FunctionUnavailableException e) {
      if (replica.spec.scale().containerConcurrency() == 1) {
        pool.discard(replica);
      }
      throw e;
    } finally {
      pool.release(replica, answered);
    }
  }

  private static FunctionUnavailableException lost(
      RunningCall running, FunctionPool pool, Replica replica, @Nullable Throwable cause) {
    ReplicaProcess process = replica.process.join();
    String function = running.call.function();
    if (process.endsWithin(EXIT_IS_SEEN)) {
      pool.lost(replica);
      return running.unavailable(
          Reason.CONNECTION_LOST, "a replica of " + function + " " + process.ending());
    }
    if (cause instanceof ConnectException || replica.spec.scale().containerConcurrency() == 1) {
      pool.discard(replica);
    }
    return running.unavailable(
        Reason.CONNECTION_LOST, "lost the connection to a replica of " + function + ": " + cause);
  }
}
