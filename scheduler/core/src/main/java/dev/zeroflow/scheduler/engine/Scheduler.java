package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Claims due commands and carries each out on a virtual thread of its own until its effect is
 * committed. Holds nothing that matters: a scheduler that dies leaves its commands leased, and they
 * are due again when the leases end.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Scheduler.class.getName());
  private static final int CLAIM_LIMIT = 64;
  private static final Duration STORE_PAUSE = Duration.ofMillis(500);

  private final CommandQueue commands;
  private final SchedulerConfig config;
  private final CommandRunner runner;
  private final Semaphore slots;
  private final Semaphore signal = new Semaphore(0);
  private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private volatile Thread loop = Thread.ofVirtual().unstarted(() -> {});
  private volatile Thread renewal = Thread.ofVirtual().unstarted(() -> {});

  public Scheduler(SchedulerPorts ports, SchedulerConfig config, InstantSource clock) {
    this.commands = ports.commands();
    this.config = config;
    this.slots = new Semaphore(config.maxInFlight());
    this.runner = new CommandRunner(ports, new TaskCalls(ports, config), clock, this::wake);
  }

  /** Begins to work. */
  public void start() {
    loop = Thread.ofVirtual().name("scheduler").start(this::work);
    renewal = Thread.ofVirtual().name("scheduler-renewal").start(this::renew);
  }

  /** Looks at the queue at once; for callers that have just committed something due. */
  public void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Claims nothing more. Commands in flight are left to their leases. */
  @Override
  public void close() {
    stopping = true;
    loop.interrupt();
    renewal.interrupt();
  }

  private void work() {
    while (!stopping) {
      try {
        slots.acquire();
        slots.release();
        List<ClaimedCommand> claimed =
            commands.claim(Math.min(CLAIM_LIMIT, slots.availablePermits()), config.lease());
        claimed.forEach(this::dispatch);
        if (claimed.isEmpty()) {
          await();
        }
      } catch (InterruptedException e) {
        return;
      } catch (StoreUnavailableException e) {
        if (stopping) {
          return;
        }
        LOG.log(Level.WARNING, "the store does not answer: {0}", e.getMessage());
        pause(STORE_PAUSE);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "commands cannot be claimed", e);
        pause(STORE_PAUSE);
      }
    }
  }

  private void await() throws InterruptedException {
    long next = commands.untilNext().orElse(config.poll()).toMillis();
    long wait = Math.clamp(next, 1, config.poll().toMillis());
    boolean signalled = signal.tryAcquire(wait, TimeUnit.MILLISECONDS);
    LOG.log(Level.TRACE, "looked at the queue, signalled: {0}", signalled);
  }

  private void dispatch(ClaimedCommand command) {
    slots.acquireUninterruptibly();
    inFlight.add(command.id());
    Thread.ofVirtual().name("command-" + command.id()).start(() -> carryOut(command));
  }

  private void carryOut(ClaimedCommand command) {
    var work = new CommandInFlight(runner, command);
    try {
      while (!stopping && !advance(work, command)) {
        pause(STORE_PAUSE);
      }
    } finally {
      inFlight.remove(command.id());
      slots.release();
      wake();
    }
  }

  /**
   * False if the store did not answer and the rest should be tried again; the lease is renewed
   * meanwhile. A run that cannot be handled ends, so that it never holds up others.
   */
  private boolean advance(CommandInFlight work, ClaimedCommand command) {
    try {
      work.advance();
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.WARNING, "run {0}: the store does not answer: {1}", command.run(), e.getMessage());
      return false;
    } catch (TakenOverException e) {
      LOG.log(Level.ERROR, "this scheduler stops: {0}", e.getMessage());
      close();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "run " + command.run() + " cannot go on", e);
      return !work.poison(e) || advance(work, command);
    }
  }

  private void renew() {
    while (!stopping) {
      pause(config.lease().dividedBy(3));
      try {
        if (!inFlight.isEmpty()) {
          commands.renew(Set.copyOf(inFlight), config.lease());
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "leases were not renewed: {0}", e.getMessage());
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
