package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineParser;
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
import java.util.stream.Collectors;

/**
 * The rules alone, with everything that can happen to a run decided by one seed: its pipeline, how
 * attempts end, in which order and how often that is told, when schedulers are lost, and what
 * people ask of it.
 */
final class SimulatedRun {
  private static final int MAX_STEPS = 5_000;
  private static final int MAX_TROUBLE = 12;

  private final Random random;
  private final RandomResults results;
  private final List<Command> open = new ArrayList<>();
  private final List<RunEvent> past = new ArrayList<>();
  private final List<Transition> log = new ArrayList<>();
  private final Map<String, RuntimeState> states = new HashMap<>();
  private final Set<String> called = new HashSet<>();
  private final Set<String> recorded = new HashSet<>();
  private RunSnapshot snapshot;
  private Instant now = RunDriver.START;
  private int trouble;

  SimulatedRun(long seed) {
    random = new Random(seed);
    results = new RandomResults(random);
    snapshot =
        Snapshots.submitted(
            new UUID(seed, 0),
            PipelineParser.parse(RandomPipeline.of(random)),
            Map.of("p", (long) random.nextInt(10)),
            new RunOptions(random.nextInt(4) > 0, ""),
            now);
    states.putAll(Snapshots.states(snapshot));
    trouble = random.nextInt(MAX_TROUBLE);
  }

  /** Goes on until the run has ended for good; returns what happened to it. */
  List<Transition> run() {
    while (random.nextInt(4) == 0) {
      trouble(random.nextInt(12));
    }
    decide(new RunEvent.Started());
    for (int step = 0; !isOver(); step++) {
      assertThat(step).as("steps").isLessThan(MAX_STEPS);
      step();
    }
    List.copyOf(past).forEach(this::repeatAfterTheEnd);
    checkEnd();
    return log;
  }

  private boolean isOver() {
    RuntimeState state = snapshot.run().state();
    boolean again = state == RuntimeState.FAILED || state == RuntimeState.CANCELED;
    return state.isFinal() && (trouble == 0 || !again);
  }

  private void step() {
    now = now.plusMillis(random.nextInt(3_000));
    int dice = random.nextInt(100);
    if (trouble > 0 && (dice < 10 || snapshot.run().state().isFinal())) {
      trouble--;
      trouble(random.nextInt(12));
    } else if (dice < 15 && !past.isEmpty()) {
      decide(past.get(random.nextInt(past.size())));
    } else if (open.isEmpty()) {
      assertThat(snapshot.run().state()).as("nothing is left to wait for").isIn(idle());
      decide(new RunEvent.ResumeRequested());
    } else {
      answer();
    }
  }

  /** States in which a run may wait for nothing but a request. */
  private List<RuntimeState> idle() {
    List<RuntimeState> idle = new ArrayList<>(List.of(RuntimeState.PAUSED));
    if (trouble > 0) {
      idle.addAll(List.of(RuntimeState.FAILED, RuntimeState.CANCELED));
    }
    return idle;
  }

  private void trouble(int dice) {
    if (dice < 3) {
      takeOver();
    } else if (dice == 3) {
      decide(
          new RunEvent.Poisoned(
              new TaskError("INTERNAL", ErrorCategory.INTERNAL, "a rule broke", null)));
    } else {
      request();
    }
  }

  private void request() {
    decide(
        switch (random.nextInt(6)) {
          case 0 -> new RunEvent.CancelRequested();
          case 1 -> new RunEvent.PauseRequested();
          case 2 -> new RunEvent.ResumeRequested();
          case 3 -> new RunEvent.PriorityRequested(random.nextInt(5));
          default -> new RunEvent.RerunRequested();
        });
  }

  /** Some attempts are jobs, which go on or turn out to be lost. */
  private Set<String> outliving() {
    return snapshot.tasks().values().stream()
        .filter(task -> task.state() == RuntimeState.RUNNING && random.nextBoolean())
        .map(Task::path)
        .collect(Collectors.toSet());
  }

  private void takeOver() {
    open.clear();
    snapshot = reloaded();
    decide(new RunEvent.TakenOver(outliving()));
  }

  private RunSnapshot reloaded() {
    return RunSnapshot.of(snapshot.run(), snapshot.pipeline(), snapshot.tasks().values());
  }

  private void answer() {
    List<Command> due = open.stream().filter(this::isDue).toList();
    if (due.isEmpty()) {
      now = open.stream().map(SimulatedRun::at).min(Instant::compareTo).orElseThrow();
      return;
    }
    Command command = due.get(random.nextInt(due.size()));
    open.remove(command);
    if (!(command instanceof Command.Cancel)) {
      decide(event(command));
    }
  }

  private static Instant at(Command command) {
    return switch (command) {
      case Command.WakeAt wake -> wake.at();
      case Command.DeadlineAt deadline -> deadline.at();
      default -> Instant.MIN;
    };
  }

  /** Clocks differ a little: timers may be early. */
  private boolean isDue(Command command) {
    return !at(command).isAfter(now.plusMillis(random.nextInt(2)));
  }

  private RunEvent event(Command command) {
    return switch (command) {
      case Command.LookUp(String task) -> results.lookUp(snapshot.pipeline().task(task), task);
      case Command.Enqueue(String task) -> new RunEvent.SlotGranted(task);
      case Command.Invoke(String task, int attempt) ->
          results.attempt(snapshot.pipeline().task(task), task, attempt);
      case Command.Attach(String task, int attempt) ->
          random.nextInt(3) == 0
              ? new RunEvent.AttemptLost(task, attempt)
              : results.attempt(snapshot.pipeline().task(task), task, attempt);
      case Command.Import(String task, int attempt) ->
          results.attempt(snapshot.pipeline().task(task), task, attempt);
      case Command.WakeAt(String task, int attempt, Instant ignored) ->
          new RunEvent.RetryDue(task, attempt);
      case Command.DeadlineAt ignored -> new RunEvent.DeadlinePassed();
      case Command.Cancel ignored -> throw new IllegalArgumentException();
    };
  }

  private void decide(RunEvent event) {
    Decision decision = RunDecider.decide(snapshot, event, now);
    if (random.nextInt(3) == 0) {
      assertSame(decision, RunDecider.decide(reloaded(), event, now));
    }
    if (decision instanceof Decision.Change change) {
      checkCurrent(event);
      apply(change);
    }
    if (!(event instanceof RunEvent.Requested)) {
      past.add(event);
    }
  }

  /** Only the current attempt of a task can change anything. */
  private void checkCurrent(RunEvent event) {
    switch (event) {
      case RunEvent.AttemptSucceeded it -> checkCurrent(it.task(), it.attempt());
      case RunEvent.AttemptFailed it -> checkCurrent(it.task(), it.attempt());
      case RunEvent.AttemptLost it -> checkCurrent(it.task(), it.attempt());
      case RunEvent.RetryDue it -> checkCurrent(it.task(), it.attempt());
      default -> {}
    }
  }

  private void checkCurrent(String task, int attempt) {
    assertThat(snapshot.tasks().get(task).attempt()).as("attempt of %s", task).isEqualTo(attempt);
    assertThat(snapshot.tasks().get(task).state().isFinal()).isFalse();
  }

  /** Whoever loads the run from the store decides the same. */
  private static void assertSame(Decision carried, Decision reloaded) {
    if (carried instanceof Decision.Change one && reloaded instanceof Decision.Change other) {
      assertThat(other.transitions()).isEqualTo(one.transitions());
      assertThat(other.commands()).isEqualTo(one.commands());
      assertThat(other.tasks()).isEqualTo(one.tasks());
      assertThat(other.lineage()).isEqualTo(one.lineage());
    } else {
      assertThat(reloaded).isEqualTo(carried);
    }
  }

  private void apply(Decision.Change change) {
    RunSnapshot before = snapshot;
    snapshot = change.next().committed();
    Snapshots.fold(states, change.transitions());
    log.addAll(change.transitions());
    assertThat(states).isEqualTo(Snapshots.states(snapshot));
    change.tasks().forEach(task -> checkAttempts(before.tasks().get(task.path()), task));
    change
        .lineage()
        .forEach(it -> assertThat(recorded.add(it.task() + "#" + it.attempt())).isTrue());
    change.commands().forEach(this::order);
    SnapshotChecks.check(snapshot);
  }

  private static void checkAttempts(Task before, Task after) {
    if (before != null) {
      assertThat(after.attempt())
          .as("attempt of %s", after.path())
          .isIn(before.attempt(), before.attempt() + 1);
      assertThat(after.position()).isEqualTo(before.position());
    }
  }

  private void order(Command command) {
    RuntimeState state = snapshot.run().state();
    if (command instanceof Command.Invoke(String task, int attempt)) {
      assertThat(state).as("state in which %s is called", task).isEqualTo(RuntimeState.RUNNING);
      assertThat(called.add(task + "#" + attempt)).as("%s is called once", command).isTrue();
    } else if (command instanceof Command.Import(String task, int attempt)
        && called.add(task + "#" + attempt)) {
      assertThat(state).as("state in which %s starts", task).isEqualTo(RuntimeState.RUNNING);
    }
    open.add(command);
  }

  private void repeatAfterTheEnd(RunEvent event) {
    now = now.plus(Duration.ofDays(1));
    assertThat(RunDecider.decide(snapshot, event, now)).isInstanceOf(Decision.Ignored.class);
  }

  private void checkEnd() {
    Run run = snapshot.run();
    assertThat(snapshot.tasks().values()).allMatch(task -> task.state().isFinal());
    assertThat(run.finishedAt()).isNotNull();
    assertThat(run.error() != null).isEqualTo(run.state() == RuntimeState.FAILED);
    if (run.state() == RuntimeState.SUCCEEDED) {
      snapshot.pipeline().dag().tasks().keySet().stream()
          .map(key -> snapshot.tasks().get(key).state())
          .forEach(it -> assertThat(it).isIn(RuntimeState.SUCCEEDED, RuntimeState.SKIPPED));
    }
    if (run.errorTask() != null) {
      assertThat(snapshot.tasks().get(run.errorTask()).error()).isEqualTo(run.error());
    }
  }
}
