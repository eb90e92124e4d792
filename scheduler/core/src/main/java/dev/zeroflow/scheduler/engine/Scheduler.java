package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.ShardLeases.Standing;
import dev.zeroflow.scheduler.port.SlotBudget;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the runs of the shards that it owns. Several may work on one store: each shard has one owner
 * at a time, and whoever has lost one writes nothing about its runs any more. Holds nothing that
 * matters: what a scheduler that dies had under way is taken over by others.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Scheduler.class.getName());
  private static final int MAX_REQUESTS = 200;
  private static final Duration COMPLETION_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ADMITTED = 100;

  /** A project has at most a quarter of the runs under way, so that others always find room. */
  private static final int PROJECT_PART = 4;

  /** Until those that were admitted have started, which takes them off the list. */
  private static final Duration MORE_PAUSE = Duration.ofMillis(20);

  private static final Duration FULL_PAUSE = Duration.ofSeconds(1);
  private static final Duration DRAIN_LOOK = Duration.ofMillis(5);
  private static final Duration BALANCE_PAUSE = Duration.ofMillis(20);

  /** Other schedulers give slots back at their own pace. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(500);

  private final SchedulerPorts ports;
  private final SchedulerConfig config;
  private final Background background;
  private final Member member;
  private final Committer committer;
  private final Slots slots;
  private final TaskCalls calls;
  private final OwnedRuns runs;
  private final Membership membership;
  private final Tenure tenure;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private final AtomicBoolean balancing = new AtomicBoolean();
  private final AtomicBoolean balanceLater = new AtomicBoolean();
  private final LongSupplier nanoTime;
  private volatile long admitAfter;
  private volatile boolean draining;
  private volatile boolean stopped;

  /**
   * Joins the schedulers of the store.
   *
   * @param nanoTime a clock that never goes back
   */
  public Scheduler(
      SchedulerPorts ports, SchedulerConfig config, Background background, LongSupplier nanoTime) {
    this(ports, config, background, nanoTime, null);
  }

  /**
   * As above, with other calls than those of the invoker.
   *
   * @param otherCalls null for those of the invoker
   */
  Scheduler(
      SchedulerPorts ports,
      SchedulerConfig config,
      Background background,
      LongSupplier nanoTime,
      @Nullable Calls otherCalls) {
    this.ports = ports;
    this.config = config;
    this.background = background;
    this.nanoTime = nanoTime;
    SchedulerPorts.State state = ports.state();
    Duration lease = config.timing().lease();
    this.member = state.leases().join(config.node(), lease);
    Standing standing = state.leases().renew(member, lease);
    var clock = new StoreClock(standing.now(), nanoTime);
    this.tenure = new Tenure(nanoTime);
    this.committer = new Committer(state.runs(), background, new LoadPace(nanoTime));
    this.slots = new Slots(config.bounds().slots(), this::shortOfSlots);
    this.calls = new TaskCalls(ports, config, background, clock);
    Calls used = otherCalls == null ? calls : otherCalls;
    var lookups = new CacheLookups(state.cache(), ports.artifacts(), config.imageDigests());
    var effects = new Effects(background, clock, used, lookups, ports.artifacts(), tenure);
    var parts = new OwnedRuns.Parts(background, clock, committer, slots, used);
    this.runs = new OwnedRuns(state.runs(), state.queue(), parts, effects);
    this.membership = new Membership(state.leases(), member, runs, tenure, clock, lease);
  }

  /** Begins to work. */
  public void start() {
    background.start("membership", this::tick);
    background.start("poll", this::poll);
  }

  /** Looks for new runs and requests at once; for callers that have just stored one. */
  public void wake() {
    lookAgain.set(true);
    if (!stopped && looking.compareAndSet(false, true)) {
      background.start("look", this::look);
    }
  }

  /** Whether another process has taken its name, or it was closed: it does nothing any more. */
  public boolean isStopped() {
    return stopped;
  }

  /** Runs under way here. */
  public int runsUnderWay() {
    return runs.size();
  }

  /** Attempts that have a slot here. */
  int slotsInUse() {
    return slots.inUse();
  }

  /** Shards that it owns. */
  public int shardsOwned() {
    return runs.shards().size();
  }

  /**
   * Takes the result of an attempt that its function sends by itself. Returns once it is decided
   * and written, so that the sender may forget it.
   */
  public Acceptance complete(AttemptRef attempt, TaskResult result) {
    RunActor actor = runs.find(attempt.run());
    if (actor == null) {
      return elsewhere(attempt);
    }
    RunSnapshot run = actor.snapshot();
    Task task = run.tasks().get(attempt.task());
    if (task == null || task.attempt() != attempt.attempt()) {
      return Acceptance.LATE;
    }
    var outcome = new CompletableFuture<@Nullable String>();
    actor.tell(
        new RunActor.Mail(
            calls.completed(run, task, attempt, result, false), 0, outcome::complete));
    return acceptance(attempt, outcome);
  }

  /** What became of a result. */
  public enum Acceptance {
    /** It has ended its attempt. */
    ACCEPTED,
    /** The attempt is not the current one any more; nothing has changed. */
    LATE,
    /** Another scheduler has to decide, or nobody at the moment: send it again. */
    ELSEWHERE
  }

  private boolean isCurrent(AttemptRef attempt) {
    return ports.state().runs().isCurrent(attempt.run(), attempt.task(), attempt.attempt());
  }

  private Acceptance elsewhere(AttemptRef attempt) {
    return isCurrent(attempt) ? Acceptance.ELSEWHERE : Acceptance.LATE;
  }

  private Acceptance acceptance(AttemptRef attempt, CompletableFuture<@Nullable String> outcome) {
    try {
      String refused = outcome.get(COMPLETION_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (refused == null) {
        return Acceptance.ACCEPTED;
      }
      return refused.equals(RunActor.GONE) ? elsewhere(attempt) : Acceptance.LATE;
    } catch (TimeoutException e) {
      return Acceptance.ELSEWHERE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Acceptance.ELSEWHERE;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome does not fail", e);
    }
  }

  /**
   * Starts nothing more, waits a little for what is called, and lets others take over the rest at
   * once.
   */
  @Override
  public void close() {
    if (!stopped) {
      drain();
      halt();
      membership.leave();
    }
  }

  private void drain() {
    draining = true;
    slots.stop();
    long end = nanoTime.getAsLong() + config.timing().drain().toNanos();
    while (isAtWork() && nanoTime.getAsLong() - end < 0) {
      try {
        Thread.sleep(DRAIN_LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** In this order: the end of an attempt is told to its run before its slot is free. */
  private boolean isAtWork() {
    return slots.inUse() > 0 || !runs.isIdle() || !committer.isIdle();
  }

  private void halt() {
    stopped = true;
    tenure.close();
    committer.close();
    runs.close();
  }

  private void tick() {
    if (stopped) {
      return;
    }
    if (!membership.tick()) {
      halt();
      return;
    }
    wake();
    balanceSoon();
    background.startAfter(
        "membership", config.timing().lease().dividedBy(Membership.RENEWALS), this::tick);
  }

  private void poll() {
    if (!stopped) {
      wake();
      background.startAfter("poll", config.timing().poll(), this::poll);
    }
  }

  private void look() {
    lookAgain.set(false);
    try {
      lookOnce();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "what waits cannot be read now: {0}", e.getMessage());
    } finally {
      looking.set(false);
    }
    if (lookAgain.get()) {
      wake();
    }
  }

  private void lookOnce() {
    Set<Integer> shards = runs.shards();
    if (stopped || draining || shards.isEmpty()) {
      return;
    }
    RunQueue queue = ports.state().queue();
    runs.deliver(queue.requests(shards, MAX_REQUESTS));
    int room = config.bounds().runs() - runs.size();
    if (room > 0 && mayAdmit()) {
      admit(queue, shards, room);
    }
  }

  private void admit(RunQueue queue, Set<Integer> shards, int room) {
    Set<String> full = runs.projectsWithAtLeast(config.bounds().runs() / PROJECT_PART);
    List<UUID> pending = queue.pending(shards, full, Math.min(room, MAX_ADMITTED));
    pending.forEach(runs::open);
    admitAfter = full.isEmpty() ? 0 : nanoTime.getAsLong() + FULL_PAUSE.toNanos();
    if (pending.size() == MAX_ADMITTED) {
      background.startAfter("look", MORE_PAUSE, this::wake);
    }
  }

  /** With a project that has its part, there is a long list to look through for the others. */
  private boolean mayAdmit() {
    return admitAfter == 0 || nanoTime.getAsLong() - admitAfter >= 0;
  }

  private void shortOfSlots() {
    if (slots.knowsTooLittle() || (slots.isShort() && !balanceLater.get())) {
      balanceSoon();
    }
  }

  /** Asks for the slots that are wanted. */
  private void balanceSoon() {
    if (!stopped && balancing.compareAndSet(false, true)) {
      background.start("balance", this::balance);
    }
  }

  private void balance() {
    try {
      SlotBudget budget = ports.state().budget();
      var demands = slots.demands();
      slots.allow(budget.balance(member, demands));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "slots cannot be shared out now: {0}", e.getMessage());
    } finally {
      balancing.set(false);
    }
    if (slots.knowsTooLittle()) {
      balanceAfter(BALANCE_PAUSE);
    } else if (slots.isShort() && !membership.isAlone()) {
      balanceAfter(SHORT_PAUSE);
    }
  }

  /** At most one such wait at a time, however often balancing is asked for meanwhile. */
  private void balanceAfter(Duration pause) {
    if (balanceLater.compareAndSet(false, true)) {
      background.startAfter(
          "balance",
          pause,
          () -> {
            balanceLater.set(false);
            balanceSoon();
          });
    }
  }
}
