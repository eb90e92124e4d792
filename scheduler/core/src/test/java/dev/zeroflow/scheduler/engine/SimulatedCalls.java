package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import dev.zeroflow.scheduler.run.RandomResults;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The functions of all processes: how long a call takes and how it ends is random; its answer may
 * be told late, twice, or after the call was given up. Some are jobs, which go on when their
 * process ends; then their answer is told to whoever attaches, or they turn out to be lost. Checks
 * that no attempt is called twice and that no limit is exceeded.
 */
final class SimulatedCalls {
  private static final int MAX_MILLIS = 8_000;

  private final SimulatedWorld world;
  private final Random random;
  private final RandomResults results;
  private final FakeArtifacts artifacts;
  private final Map<Limit, Integer> limits;
  private final List<Call> inFlight = new ArrayList<>();
  private final Set<String> called = new HashSet<>();
  private final Map<AttemptRef, RunEvent> answers = new HashMap<>();
  private final Map<String, Values> answered = new HashMap<>();

  /** From when on the limits must hold. */
  Instant limitsHoldFrom = Instant.MIN;

  private record Call(
      SimulatedProcess process, AttemptRef attempt, Instant since, List<Limit> limits) {}

  SimulatedCalls(
      SimulatedWorld world, Random random, FakeArtifacts artifacts, Map<Limit, Integer> limits) {
    this.world = world;
    this.random = random;
    this.results = new RandomResults(random);
    this.artifacts = artifacts;
    this.limits = limits;
  }

  /** Calls of one process. */
  Calls of(SimulatedProcess process) {
    return new Calls() {
      @Override
      public void start(RunSnapshot run, Task task, Consumer<RunEvent> done) {
        call(process, run, task, done);
      }

      @Override
      public void cancel(AttemptRef attempt) {
        giveUp(process, attempt);
      }

      @Override
      public void attach(RunSnapshot run, Task task, Consumer<RunEvent> done) {
        attachTo(process, run, task, done);
      }

      @Override
      public Set<String> outliving(RunSnapshot run) {
        return jobs(run);
      }

      @Override
      public void leave(AttemptRef attempt) {
        if (isJob(attempt.task())) {
          leaveJob(process, attempt);
        } else {
          giveUp(process, attempt);
        }
      }

      @Override
      public String function(RunSnapshot run, Task task) {
        return functionOf(task);
      }
    };
  }

  private final Map<AttemptRef, Consumer<RunEvent>> listeners = new HashMap<>();

  private static String functionOf(Task task) {
    return "f" + Math.floorMod(task.path().hashCode(), 2);
  }

  private static boolean isJob(String task) {
    return Math.floorMod(task.hashCode(), 3) == 0;
  }

  private static Set<String> jobs(RunSnapshot run) {
    return run.tasks().keySet().stream().filter(SimulatedCalls::isJob).collect(Collectors.toSet());
  }

  /** Takes no part in the limits: what runs already is taken over whatever room there is. */
  private void attachTo(
      SimulatedProcess process, RunSnapshot run, Task task, Consumer<RunEvent> done) {
    assertThat(isJob(task.path())).as("%s outlives its scheduler", task.path()).isTrue();
    var attempt = AttemptRef.of(run.run(), task.path(), task.attempt());
    boolean started = called.contains(key(run.run().id(), task.path(), task.attempt()));
    if (!started || random.nextInt(4) == 0) {
      var lost = new RunEvent.AttemptLost(task.path(), task.attempt());
      world.later(process, "lost", Duration.ZERO, () -> done.accept(lost));
    } else {
      world.later(process, "answer", time(), () -> done.accept(answer(attempt, run, task)));
    }
  }

  private void leaveJob(SimulatedProcess process, AttemptRef attempt) {
    for (Call call : List.copyOf(inFlight)) {
      if (call.process() == process && call.attempt().equals(attempt)) {
        inFlight.remove(call);
        Consumer<RunEvent> done = listeners.get(attempt);
        done.accept(new RunEvent.AttemptLost(attempt.task(), attempt.attempt()));
      }
    }
  }

  private void call(SimulatedProcess process, RunSnapshot run, Task task, Consumer<RunEvent> done) {
    String project = run.run().project();
    var attempt = new AttemptRef(project, run.run().id(), task.path(), task.attempt());
    assertThat(called.add(key(run.run().id(), task.path(), task.attempt())))
        .as("%s is called once", attempt)
        .isTrue();
    assertThat(process.nameTaken || process.isMemberSince(world.now()))
        .as("%s may call %s", process, attempt)
        .isTrue();
    var call =
        new Call(
            process,
            attempt,
            world.now(),
            List.of(
                new Limit(Scope.EVERYTHING, ""),
                new Limit(Scope.PROJECT, project),
                new Limit(Scope.FUNCTION, functionOf(task))));
    inFlight.add(call);
    checkLimits(call);
    listeners.put(attempt, done);
    world.later(process, "answer", time(), () -> end(call, answer(attempt, run, task), done));
  }

  private Duration time() {
    return Duration.ofMillis(random.nextInt(MAX_MILLIS));
  }

  /** An attempt has one answer, however often it is told. */
  private RunEvent answer(AttemptRef attempt, RunSnapshot run, Task task) {
    RunEvent known = answers.get(attempt);
    if (known == null) {
      known = newAnswer(run, task);
      answers.put(attempt, known);
    }
    return known;
  }

  private RunEvent newAnswer(RunSnapshot run, Task task) {
    RunEvent event = results.attempt(run.pipeline().task(task.path()), task.path(), task.attempt());
    if (event instanceof RunEvent.AttemptSucceeded success) {
      answered.put(key(run.run().id(), task.path(), task.attempt()), success.outputs());
      success.outputs().artifacts().values().stream()
          .flatMap(List::stream)
          .forEach(ref -> artifacts.put(ref.uri(), ref.size()));
    }
    return event;
  }

  private void end(Call call, RunEvent event, Consumer<RunEvent> done) {
    inFlight.remove(call);
    done.accept(event);
    if (random.nextInt(5) == 0) {
      world.later(call.process(), "answer again", time(), () -> done.accept(event));
    }
  }

  private void giveUp(SimulatedProcess process, AttemptRef attempt) {
    for (Call call : List.copyOf(inFlight)) {
      if (call.process() == process && call.attempt().equals(attempt) && random.nextInt(4) > 0) {
        RunEvent event =
            RandomResults.failed(attempt.task(), attempt.attempt(), ErrorCategory.TRANSIENT);
        Consumer<RunEvent> done = listeners.get(attempt);
        world.later(process, "given up", Duration.ZERO, () -> end(call, event, done));
      }
    }
  }

  /**
   * Calls of processes that the store takes for gone count no more: nobody can take a slot back
   * from them.
   */
  private void checkLimits(Call started) {
    if (world.now().isBefore(limitsHoldFrom)) {
      return;
    }
    for (Limit limit : started.limits()) {
      List<Call> running =
          inFlight.stream()
              .filter(call -> call.limits().contains(limit))
              .filter(call -> call.process().isMemberSince(call.since()))
              .toList();
      assertThat(running)
          .as("calls at once within %s", limit)
          .hasSizeLessThanOrEqualTo(limits.getOrDefault(limit, Integer.MAX_VALUE));
    }
  }

  /** What an attempt put out, null if it was never told that it ended well. */
  Values outputs(UUID run, String task, int attempt) {
    return answered.get(key(run, task, attempt));
  }

  private static String key(UUID run, String task, int attempt) {
    return run + " " + task + " " + attempt;
  }
}
