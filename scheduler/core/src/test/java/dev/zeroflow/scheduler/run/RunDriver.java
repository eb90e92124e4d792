package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.RunParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Leads one run through its decisions by hand. Grants every slot that is asked for, and finds
 * nothing in the cache, unless told otherwise. After each decision it checks the log against the
 * states, and all that {@link SnapshotChecks} knows.
 */
final class RunDriver {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  final List<Transition> log = new ArrayList<>();
  final List<TaskLineage> lineage = new ArrayList<>();

  /** What was ordered and not answered yet. */
  final List<Command> commands = new ArrayList<>();

  /** What the cache has, by task. */
  final Map<String, Values> cached = new HashMap<>();

  /** Whether a slot is granted as soon as it is asked for. */
  boolean grants = true;

  /** Whether the cache is asked at once. */
  boolean looksUp = true;

  RunSnapshot snapshot;
  Instant now = START;
  private final Map<String, RuntimeState> states = new HashMap<>();

  private RunDriver(PipelineSpec pipeline, Map<String, Object> parameters, RunOptions options) {
    Map<String, Object> checked = RunParameters.check(pipeline, parameters);
    snapshot = Snapshots.submitted(new UUID(1, 2), pipeline, checked, options, START);
    states.putAll(Snapshots.states(snapshot));
  }

  /** A run that has started. */
  static RunDriver start(PipelineText pipeline, Object... parameters) {
    return submitted(pipeline, RunOptions.DEFAULT, parameters).start();
  }

  static RunDriver start(PipelineSpec pipeline, Map<String, Object> parameters) {
    return new RunDriver(pipeline, parameters, RunOptions.DEFAULT).start();
  }

  /** A run that nobody has looked at yet. */
  static RunDriver submitted(PipelineText pipeline, RunOptions options, Object... parameters) {
    return new RunDriver(pipeline.parse(), PipelineText.members(parameters), options);
  }

  RunDriver start() {
    return does(new RunEvent.Started());
  }

  Decision decide(RunEvent event) {
    now = now.plusSeconds(1);
    return decideNow(event);
  }

  private Decision decideNow(RunEvent event) {
    Decision decision = RunDecider.decide(snapshot, event, now);
    if (decision instanceof Decision.Change change) {
      apply(change);
    }
    return decision;
  }

  private void apply(Decision.Change change) {
    change
        .tasks()
        .forEach(task -> assertThat(change.next().tasks().get(task.path())).isSameAs(task));
    snapshot = change.next().committed();
    log.addAll(change.transitions());
    lineage.addAll(change.lineage());
    Snapshots.fold(states, change.transitions());
    assertThat(states).isEqualTo(Snapshots.states(snapshot));
    assertThat(lineage).extracting(it -> it.task() + "#" + it.attempt()).doesNotHaveDuplicates();
    SnapshotChecks.check(snapshot);
    change.commands().forEach(this::answer);
  }

  private void answer(Command command) {
    switch (command) {
      case Command.Enqueue(String task) when grants -> decideNow(new RunEvent.SlotGranted(task));
      case Command.LookUp(String task) when looksUp -> decideNow(lookUp(task));
      default -> commands.add(command);
    }
  }

  private RunEvent lookUp(String task) {
    Values hit = cached.get(task);
    var from = new UUID(3, 4);
    return hit == null
        ? new RunEvent.CacheAnswered(
            task, new CacheUse("f", Map.of(), null, null, "never seen"), Values.NONE)
        : new RunEvent.CacheAnswered(task, new CacheUse("f", Map.of(), from, task, null), hit);
  }

  /** Decides about an event that must change something. */
  RunDriver does(RunEvent event) {
    assertThat(decide(event)).as("%s", event).isInstanceOf(Decision.Change.class);
    return this;
  }

  /** Decides about an event that must change nothing; why it does not. */
  String ignores(RunEvent event) {
    RunSnapshot before = snapshot;
    Decision decision = decide(event);
    assertThat(decision).as("%s", event).isInstanceOf(Decision.Ignored.class);
    assertThat(snapshot).isSameAs(before);
    return ((Decision.Ignored) decision).reason();
  }

  /** Ends the current attempt of a task with output parameters. */
  RunDriver succeed(String task, Object... parameters) {
    return succeed(task, new Values(PipelineText.members(parameters), Map.of()));
  }

  RunDriver succeed(String task, Values outputs) {
    return does(
        new RunEvent.AttemptSucceeded(task, take(task), outputs, List.of(), AttemptFigures.NONE));
  }

  /** Ends the current attempt of a task with an error. */
  RunDriver fail(String task, ErrorCategory category) {
    return does(failed(task, take(task), category));
  }

  /** Ends the current attempt of a task for good. */
  RunDriver fail(String task) {
    return fail(task, ErrorCategory.USER);
  }

  /** Moves to the end of the wait of a task, and returns how long it was. */
  Duration retry(String task) {
    for (Command command : commands) {
      if (command instanceof Command.WakeAt(String waiting, int attempt, Instant at)
          && waiting.equals(task)) {
        commands.remove(command);
        Duration wait = Duration.between(now, at);
        now = at.minusSeconds(1);
        does(new RunEvent.RetryDue(task, attempt));
        return wait;
      }
    }
    throw new AssertionError(task + " does not wait: " + commands);
  }

  /** As below, but for attempts that are jobs. */
  RunDriver takeOver(Set<String> outliving) {
    commands.clear();
    snapshot = RunSnapshot.of(snapshot.run(), snapshot.pipeline(), snapshot.tasks().values());
    return does(new RunEvent.TakenOver(outliving));
  }

  /** Another scheduler takes the run over: nothing of what was ordered is answered any more. */
  RunDriver takeOver() {
    return takeOver(Set.of());
  }

  static RunEvent failed(String task, int attempt, ErrorCategory category) {
    return new RunEvent.AttemptFailed(
        task, attempt, new TaskError("CODE", category, "why", null), AttemptFigures.NONE);
  }

  /** Takes the order of an attempt of a task and returns its number. */
  private int take(String task) {
    for (Command command : commands) {
      if (task.equals(called(command))) {
        commands.remove(command);
        return task(task).attempt();
      }
    }
    throw new AssertionError("nothing was ordered of " + task + ": " + commands);
  }

  private static String called(Command command) {
    return switch (command) {
      case Command.Invoke invoke -> invoke.task();
      case Command.Attach attach -> attach.task();
      case Command.Import order -> order.task();
      default -> "";
    };
  }

  /** Tasks whose attempts were ordered and have not ended. */
  List<String> ordered() {
    return commands.stream().map(RunDriver::called).filter(it -> !it.isEmpty()).toList();
  }

  /** Tasks that wait for a slot that was not granted. */
  List<String> queued() {
    return commands.stream()
        .filter(Command.Enqueue.class::isInstance)
        .map(it -> ((Command.Enqueue) it).task())
        .toList();
  }

  RuntimeState state() {
    return snapshot.run().state();
  }

  RuntimeState state(String task) {
    return task(task).state();
  }

  Task task(String path) {
    Task task = snapshot.tasks().get(path);
    if (task == null) {
      throw new AssertionError("no task " + path + " in " + snapshot.tasks().keySet());
    }
    return task;
  }

  /** Input parameters of a task. */
  Map<String, Object> parameters(String path) {
    return task(path).inputs().parameters();
  }

  /** An output parameter of a task. */
  Object output(String path, String name) {
    return task(path).outputs().parameters().get(name);
  }
}
