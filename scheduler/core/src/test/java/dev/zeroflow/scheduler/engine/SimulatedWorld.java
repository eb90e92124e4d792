package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.InMemoryConcurrencyLimits;
import dev.zeroflow.scheduler.port.InMemoryRunQueue;
import dev.zeroflow.scheduler.port.InMemoryRunStore;
import dev.zeroflow.scheduler.port.InMemoryShardLeases;
import dev.zeroflow.scheduler.port.InMemorySlotBudget;
import dev.zeroflow.scheduler.port.InMemoryStore;
import dev.zeroflow.scheduler.port.InMemoryTaskCache;
import dev.zeroflow.scheduler.port.ManualClock;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.RandomPipeline;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Several schedulers over one store, on one thread, with everything around them decided by one
 * seed: what runs when, whose clock goes how fast, which calls to the store fail or lose their
 * answer or take long, which process ends or is stopped in the middle of them, how functions
 * answer, and what people ask for. After a while the trouble ends, and so must every run.
 */
final class SimulatedWorld {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(3);
  private static final int MAX_DEPTH = 3;
  private static final int MAX_STEPS = 200_000;
  private static final String[] PROJECTS = {"default", "other"};

  private static final AttemptTokens TOKENS = new AttemptTokens(new SigningKey(new byte[32]));
  private static final ArtifactUris URIS = new ArtifactUris("artifacts");

  private final Random random;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final SchedulerPorts.State steady =
      new SchedulerPorts.State(
          new InMemoryRunStore(store),
          new InMemoryRunQueue(store),
          new InMemoryShardLeases(store),
          new InMemorySlotBudget(store),
          new InMemoryTaskCache(store));
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final Agenda agenda = new Agenda();
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final Map<UUID, Curse> cursed = new HashMap<>();
  private final Map<Long, UUID> requests = new LinkedHashMap<>();
  private final List<UUID> runs = new ArrayList<>();
  private final SimulatedCalls calls;
  private final Ledger ledger;
  private int submissions;
  private int trouble;
  private int faults;
  private int steps;

  /** Pieces of work that are under way, each inside a slow call of the one before. */
  private int depth;

  /**
   * What the store refuses of a run.
   *
   * @param version from which commit on
   * @param endToo whether even the end of the run cannot be written
   */
  private record Curse(long version, boolean endToo) {}

  SimulatedWorld(long seed) {
    random = new Random(seed);
    artifacts.put(RandomPipeline.OBJECTS.getFirst(), 3);
    calls = new SimulatedCalls(this, random, artifacts, limits());
    ledger = new Ledger(store, steady.runs(), calls);
    submissions = 1 + random.nextInt(4);
    trouble = random.nextInt(16);
    faults = random.nextInt(40);
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      start("node-" + i);
    }
  }

  private Map<Limit, Integer> limits() {
    var limits = new HashMap<Limit, Integer>();
    limit(limits, new Limit(Scope.EVERYTHING, ""), 6);
    for (String project : PROJECTS) {
      limit(limits, new Limit(Scope.PROJECT, project), 4);
    }
    limit(limits, new Limit(Scope.FUNCTION, "f0"), 3);
    return limits;
  }

  private void limit(Map<Limit, Integer> limits, Limit limit, int most) {
    if (random.nextInt(3) == 0) {
      limits.put(limit, 1 + random.nextInt(most));
      new InMemoryConcurrencyLimits(store).set(limit, limits.get(limit));
    }
  }

  /** Whoever had the name before is no member any more. */
  void joined(SimulatedProcess process) {
    processes.stream()
        .filter(it -> it != process && it.node.equals(process.node))
        .forEach(SimulatedProcess::replaced);
  }

  /**
   * A process that was gone for the store is back with what it has under way, while others may have
   * got its slots: limits may be exceeded until that is over.
   */
  void memberAgain(boolean back) {
    if (back) {
      calls.limitsHoldFrom = now().plus(LEASE.multipliedBy(2));
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** What happened to all runs. */
  List<Transition> log() {
    return runs.stream().flatMap(run -> store.log(run).stream()).toList();
  }

  /** How many pieces of work it took. */
  int steps() {
    return steps;
  }

  void later(SimulatedProcess process, String name, Duration delay, Runnable work) {
    if (process.alive) {
      agenda.add(new Agenda.Work(process, name, now().plus(delay), work));
    }
  }

  /** Goes on until everything is over, then holds all of it against the rules. */
  SimulatedWorld run() {
    while (!isOver()) {
      assertThat(steps).as(this::left).isLessThan(MAX_STEPS);
      step();
      List.copyOf(processes).stream().filter(SimulatedProcess::isStopped).forEach(this::forget);
      if (isCalm()) {
        helpOn();
      }
    }
    runs.forEach(ledger::checkEnd);
    requests.forEach(
        (request, run) -> assertThat(steady.queue().answer(request)).as("answer").isPresent());
    return this;
  }

  private String left() {
    List<Long> asked =
        requests.keySet().stream().filter(it -> steady.queue().answer(it).isEmpty()).toList();
    return openRuns().stream().map(run -> run.id() + " " + run.state()).toList()
        + ", requests "
        + asked
        + ", schedulers "
        + processes;
  }

  private List<Run> openRuns() {
    return runs.stream()
        .map(run -> ledger.load(run).run())
        .filter(run -> !run.state().isFinal())
        .toList();
  }

  private boolean isCalm() {
    return trouble == 0 && submissions == 0;
  }

  private boolean isOver() {
    return isCalm()
        && processes.stream().allMatch(it -> it.scheduler != null && isIdle(it.scheduler))
        && openRuns().isEmpty()
        && requests.keySet().stream().allMatch(it -> steady.queue().answer(it).isPresent());
  }

  private static boolean isIdle(Scheduler scheduler) {
    return scheduler.runsUnderWay() == 0 && scheduler.slotsInUse() == 0;
  }

  /** Whatever waits for people gets what it needs. */
  private void helpOn() {
    faults = 0;
    if (random.nextInt(50) == 0) {
      openRuns().stream()
          .filter(run -> run.state() == RuntimeState.PAUSED)
          .forEach(run -> post(run.id(), new RunEvent.ResumeRequested()));
    }
  }

  private void step() {
    clock.move(Duration.ofMillis(random.nextInt(20)));
    int dice = random.nextInt(100);
    if (submissions > 0 && dice < 3) {
      submit();
    } else if (trouble > 0 && dice < 4) {
      trouble--;
      trouble();
    } else {
      work();
    }
  }

  private boolean isAble(SimulatedProcess process) {
    return !now().isBefore(process.stoppedUntil);
  }

  private void work() {
    steps++;
    Optional<Agenda.Work> work = agenda.take(now(), this::isAble, random);
    if (work.isEmpty()) {
      agenda
          .next(process -> true)
          .filter(next -> next.isAfter(now()))
          .ifPresentOrElse(
              next -> clock.move(Duration.between(now(), next)),
              () -> clock.move(Duration.ofSeconds(1)));
      return;
    }
    run(work.get().process(), work.get().body());
  }

  private void run(SimulatedProcess process, Runnable body) {
    depth++;
    try {
      body.run();
    } catch (SimulatedProcess.Crash e) {
      end(process);
    } finally {
      depth--;
    }
  }

  private void start(String node) {
    double pace = 0.999 + random.nextInt(3) / 1000.0;
    var process = new SimulatedProcess(this, node, LEASE, pace, random.nextLong(1L << 40));
    processes.add(process);
    later(process, "start", Duration.ofMillis(random.nextInt(500)), () -> begin(process));
  }

  private void begin(SimulatedProcess process) {
    var ports =
        new SchedulerPorts(
            Unsteady.around(steady, process),
            new FakeTasks(TOKENS, URIS, artifacts),
            Unsteady.around(artifacts, process),
            (project, run, task, attempt, lines) -> {});
    var config =
        new SchedulerConfig(
            process.node,
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            image -> image,
            "http://x",
            TOKENS,
            URIS,
            new SchedulerConfig.Timing(LEASE, POLL, Duration.ZERO),
            new SchedulerConfig.Bounds(1 + random.nextInt(8), 1 + random.nextInt(4)));
    try {
      process.scheduler =
          new Scheduler(ports, config, process, process::nanoTime, calls.of(process));
      process.scheduler.start();
    } catch (StoreUnavailableException e) {
      later(process, "start", Duration.ofSeconds(1), () -> begin(process));
    }
  }

  /** The process is gone; another of its name takes its place. */
  private void end(SimulatedProcess process) {
    if (process.alive) {
      forget(process);
      start(process.node);
    }
  }

  private void forget(SimulatedProcess process) {
    process.alive = false;
    agenda.forget(process);
    processes.remove(process);
  }

  private void submit() {
    submissions--;
    var client =
        new RunClient(
            steady.runs(),
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            () -> new UUID(random.nextLong(), random.nextLong()),
            this::wakeSomebody,
            pipeline -> {});
    RunClient.Request request = request("key" + submissions);
    UUID run = client.submit(request).id();
    if (random.nextInt(3) == 0) {
      assertThat(client.submit(request).id()).as("the same submission").isEqualTo(run);
    }
    runs.add(run);
    if (random.nextInt(6) == 0) {
      ask(run);
      ask(run);
    }
    if (random.nextInt(30) == 0) {
      cursed.put(run, new Curse(random.nextInt(6), random.nextBoolean()));
    }
  }

  private RunClient.Request request(String key) {
    return new RunClient.Request(
        PROJECTS[random.nextInt(PROJECTS.length)],
        null,
        RandomPipeline.of(random),
        Map.of("p", (long) random.nextInt(10)),
        Map.of(),
        StartReason.MANUAL,
        new RunOptions(random.nextInt(4) > 0, ""),
        random.nextInt(3),
        key);
  }

  private void wakeSomebody() {
    for (SimulatedProcess process : processes) {
      if (process.scheduler != null && random.nextBoolean()) {
        process.scheduler.wake();
      }
    }
  }

  private void trouble() {
    SimulatedProcess process = processes.get(random.nextInt(processes.size()));
    int dice = random.nextInt(10);
    if (dice < 2) {
      end(process);
    } else if (dice < 4) {
      process.stoppedUntil = now().plusMillis(random.nextInt((int) LEASE.toMillis() * 3));
    } else if (dice == 5) {
      start(process.node); // takes the name of one that lives
    } else if (dice == 4 && process.scheduler != null) {
      run(process, process.scheduler::close);
      end(process);
    } else if (!runs.isEmpty()) {
      ask(runs.get(random.nextInt(runs.size())));
    }
  }

  private void ask(UUID run) {
    post(
        run,
        switch (random.nextInt(8)) {
          case 0 -> new RunEvent.CancelRequested();
          case 1, 2 -> new RunEvent.PauseRequested();
          case 3 -> new RunEvent.ResumeRequested();
          case 4, 5 -> new RunEvent.PriorityRequested(random.nextInt(5));
          default -> new RunEvent.RerunRequested();
        });
  }

  private void post(UUID run, RunEvent.Requested request) {
    String project = steady.runs().load(run).orElseThrow().run().project();
    requests.put(steady.queue().post(project, run, request).orElseThrow(), run);
    wakeSomebody();
  }

  private boolean fault() {
    if (faults > 0 && random.nextInt(25) == 0) {
      faults--;
      return true;
    }
    return false;
  }

  void before(SimulatedProcess process, String call, Object[] arguments) {
    requireAlive(process);
    if (call.equals("commit")) {
      refuseCursed(arguments);
    }
    if (fault()) {
      trouble(process, true);
    }
  }

  void after(SimulatedProcess process, String call, Object[] arguments, Object result) {
    if (call.equals("commit")) {
      committed(arguments, result);
    } else if (call.equals("bury")) {
      ledger.check((UUID) arguments[0]);
    }
    if (fault()) {
      trouble(process, false);
    }
  }

  /** Something goes wrong around a call of a process to its store. */
  private void trouble(SimulatedProcess process, boolean before) {
    int dice = random.nextInt(10);
    if (dice < 6) {
      throw new StoreUnavailableException(
          before ? "no answer" : "the answer is lost", new IllegalStateException());
    } else if (dice == 6) {
      throw new SimulatedProcess.Crash();
    } else {
      others();
      requireAlive(process);
    }
  }

  /** What a process does after its end is not done. */
  private static void requireAlive(SimulatedProcess process) {
    if (!process.alive) {
      throw new SimulatedProcess.Crash();
    }
  }

  /** The call takes long; meanwhile everything else goes on, in this process too. */
  private void others() {
    if (depth < MAX_DEPTH) {
      int count = random.nextInt(40);
      clock.move(Duration.ofMillis(random.nextInt(2_000)));
      for (int i = 0; i < count; i++) {
        step();
      }
    }
  }

  @SuppressWarnings("unchecked") // the only argument of commit
  private static List<RunCommit> commits(Object[] arguments) {
    return (List<RunCommit>) arguments[0];
  }

  /**
   * A store may refuse what a run wants to write, as a defect of either would make it; the same
   * commit always.
   */
  private void refuseCursed(Object[] arguments) {
    for (RunCommit commit : commits(arguments)) {
      Run run = commit.change().next().run();
      Curse curse = cursed.get(run.id());
      if (curse != null
          && run.version() >= curse.version()
          && (curse.endToo() || !run.state().isFinal())) {
        throw new IllegalStateException("a defect of the store");
      }
    }
  }

  @SuppressWarnings("unchecked") // the result of commit
  private void committed(Object[] arguments, Object result) {
    List<CommitResult> results = (List<CommitResult>) result;
    List<RunCommit> commits = commits(arguments);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) == CommitResult.COMMITTED) {
        ledger.check(commits.get(i).change().next().run().id());
      }
    }
  }
}
