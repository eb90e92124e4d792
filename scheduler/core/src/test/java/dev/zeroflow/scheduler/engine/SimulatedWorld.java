package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.InMemoryRunStore;
import dev.zeroflow.scheduler.port.ManualClock;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The engine on one thread, with everything around it decided by one seed: the pipelines, what
 * functions answer, when time passes, which command goes on next, which calls to the store fail or
 * lose their answer, when a process ends with what it had claimed, and what is delivered twice.
 */
final class SimulatedWorld {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int MAX_STEPS = 20_000;
  private static final int RUNS = 2;

  private final Random random;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final InMemoryRunStore memory = new InMemoryRunStore(clock);
  private final UnsteadyStore store = new UnsteadyStore(memory, memory);
  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final FakeTasks tasks = new FakeTasks(tokens, uris, artifacts);
  private final List<UUID> runs = new ArrayList<>();
  private final List<CommandInFlight> inFlight = new ArrayList<>();
  private final List<CommandInFlight> late = new ArrayList<>();
  private final List<CommandInFlight> done = new ArrayList<>();
  private final List<Long> claimed = new ArrayList<>();
  private CommandRunner runner;

  SimulatedWorld(long seed) {
    random = new Random(seed);
    runner = process();
    var client =
        new RunClient(
            memory, Set.of(PipelineText.IMAGE), () -> new UUID(seed, runs.size()), () -> {});
    for (int i = 0; i < RUNS; i++) {
      PipelineText pipeline = RandomPipeline.of(random);
      for (int key = 0; key < 10; key++) {
        tasks.on("t" + key, this::answer);
      }
      runs.add(
          client
              .submit(
                  new RunClient.Request(
                      "default",
                      null,
                      pipeline.bytes(),
                      Map.of("p", (long) random.nextInt(10)),
                      Map.of(),
                      StartReason.MANUAL,
                      null))
              .id());
    }
  }

  private CommandRunner process() {
    var ports = new SchedulerPorts(store, store, tasks, artifacts, (p, r, t, a, lines) -> {});
    var config =
        new SchedulerConfig(
            Map.of(PipelineText.IMAGE, "tasks"), "http://x", tokens, uris, LEASE, LEASE, 10);
    return new CommandRunner(ports, new TaskCalls(ports, config), clock, () -> {});
  }

  private TaskResult answer(TaskInvocation call) throws FunctionUnavailableException {
    int dice = random.nextInt(100);
    if (dice < 8) {
      return failed(call, ErrorCategory.USER);
    } else if (dice < 18) {
      return failed(call, ErrorCategory.TRANSIENT);
    } else if (dice < 26) {
      throw new FunctionUnavailableException("tasks", Reason.CONNECTION_LOST, "reset");
    } else if (dice < 29) {
      return tasks.good(call, Map.of());
    } else if (dice < 30) {
      throw new IllegalStateException("a bug");
    }
    TaskResult good = tasks.good(call, Map.of("n", (double) random.nextInt(3)));
    return dice < 35 ? withoutArtifacts(good) : good;
  }

  private static TaskResult failed(TaskInvocation call, ErrorCategory category) {
    return FakeTasks.failed(call, new TaskError("CODE", category, "why", null));
  }

  private static TaskResult withoutArtifacts(TaskResult good) {
    return new TaskResult(
        good.schemaVersion(),
        good.attemptToken(),
        good.outputParameters(),
        Map.of(),
        good.metrics(),
        good.logs(),
        null,
        good.timings());
  }

  /** Runs until every run has ended; adds the changes of state that tasks went through. */
  void run(Set<String> taken) {
    for (int step = 0; !allEnded(); step++) {
      assertThat(step).as("steps").isLessThan(MAX_STEPS);
      step();
      runs.forEach(this::checkInvariants);
    }
    late.forEach(this::repeat);
    done.forEach(this::repeat);
    for (UUID run : runs) {
      checkInvariants(run);
      checkEnd(run);
      memory.log(run).forEach(transition -> taken.add(name(transition)));
    }
  }

  private static String name(Transition transition) {
    String what = transition.task() == null ? "run" : "task";
    return "%s %s > %s".formatted(what, transition.from(), transition.to());
  }

  private boolean allEnded() {
    return runs.stream().allMatch(run -> load(run).run().state().isFinal());
  }

  private RunSnapshot load(UUID run) {
    return memory.load(run).orElseThrow();
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 40) {
      claim();
    } else if (dice < 85) {
      goOn();
    } else if (dice < 90) {
      clock.move(Duration.ofMillis(random.nextInt(5_000)));
    } else if (dice < 92) {
      clock.move(LEASE);
    } else if (dice < 95) {
      memory.renew(claimed, LEASE);
    } else if (dice < 97) {
      crash();
    } else if (dice < 98 && !late.isEmpty()) {
      done.add(late.remove(random.nextInt(late.size())));
      deliver(done.getLast());
    } else if (!done.isEmpty()) {
      repeat(done.get(random.nextInt(done.size())));
    }
  }

  /** What has been committed once changes nothing when it comes again. */
  private void repeat(CommandInFlight work) {
    List<RunSnapshot> before = runs.stream().map(this::load).toList();
    deliver(work);
    assertThat(runs.stream().map(this::load).toList()).isEqualTo(before);
  }

  private void claim() {
    List<ClaimedCommand> commands = memory.claim(1 + random.nextInt(3), LEASE);
    for (ClaimedCommand command : commands) {
      claimed.add(command.id());
      if (random.nextInt(20) > 0) {
        inFlight.add(new CommandInFlight(runner, command));
      }
    }
    if (commands.isEmpty() && inFlight.isEmpty()) {
      clock.move(memory.untilNext().orElse(Duration.ZERO));
    }
  }

  private void goOn() {
    if (inFlight.isEmpty()) {
      return;
    }
    CommandInFlight work = inFlight.get(random.nextInt(inFlight.size()));
    if (random.nextInt(4) == 0) {
      store.skips.set(random.nextInt(3));
      (random.nextBoolean() ? store.failures : store.lostAnswers).set(1);
    }
    if (deliver(work)) {
      inFlight.remove(work);
      done.add(work);
    } else if (random.nextBoolean()) {
      inFlight.remove(work);
      late.add(work);
    }
    store.skips.set(0);
    store.failures.set(0);
    store.lostAnswers.set(0);
  }

  /** False if the store did not answer; what a scheduler does with one command. */
  private boolean deliver(CommandInFlight work) {
    try {
      work.advance();
      return true;
    } catch (StoreUnavailableException e) {
      return false;
    } catch (RuntimeException e) {
      assertThat(e).hasMessage("a bug");
      assertThat(work.poison(e)).isTrue();
      return deliver(work);
    }
  }

  /** The process ends; what it had claimed stays claimed, and a few late results still arrive. */
  private void crash() {
    inFlight.removeIf(work -> random.nextInt(4) > 0);
    late.addAll(inFlight);
    inFlight.clear();
    claimed.clear();
    runner = process();
  }

  private void checkInvariants(UUID run) {
    RunInvariants.check(load(run), memory.log(run), memory.lineage(run));
    memory.lineage(run).forEach(lineage -> assertOwnOutputs(run, lineage));
    assertThat(tasks.calls)
        .as("an attempt is called once")
        .extracting(call -> call.runId() + " " + call.taskId() + " " + call.attempt())
        .doesNotHaveDuplicates();
  }

  /** The outputs that count are those of the attempt that ended the task. */
  private void assertOwnOutputs(UUID run, TaskLineage lineage) {
    var attempt = new AttemptRef("default", run, lineage.task(), lineage.attempt());
    for (List<ArtifactRef> made : lineage.outputs().artifacts().values()) {
      assertThat(made).extracting(ArtifactRef::uri).containsExactly(uris.output(attempt, "a"));
    }
  }

  private void checkEnd(UUID run) {
    TaskError error = load(run).run().error();
    RunInvariants.checkEnd(load(run), error != null && error.message().equals("a bug"));
    clock.move(Duration.ofDays(1));
    assertThat(memory.claim(100, LEASE)).noneMatch(command -> command.run().equals(run));
  }
}
