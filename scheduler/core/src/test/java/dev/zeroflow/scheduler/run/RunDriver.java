package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Leads one run through its decisions by hand. After each of them it checks that the log of
 * transitions leads to the states of the snapshot.
 */
final class RunDriver {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  final List<Transition> log = new ArrayList<>();
  final List<TaskLineage> lineage = new ArrayList<>();
  final List<Command> commands = new ArrayList<>();
  RunSnapshot snapshot;
  Instant now = START;

  private RunDriver(PipelineSpec pipeline, Map<String, Object> parameters) {
    snapshot = Snapshots.submitted(new UUID(1, 2), pipeline, parameters, START);
  }

  /** A run that has started. */
  static RunDriver start(PipelineText pipeline, Object... parameters) {
    return start(pipeline.parse(), PipelineText.members(parameters));
  }

  static RunDriver start(PipelineSpec pipeline, Map<String, Object> parameters) {
    var driver = new RunDriver(pipeline, parameters);
    assertThat(driver.decide(new RunEvent.Started())).isInstanceOf(Decision.Change.class);
    return driver;
  }

  Decision decide(RunEvent event) {
    now = now.plusSeconds(1);
    Decision decision = RunDecider.decide(snapshot, event, now);
    if (decision instanceof Decision.Change change) {
      snapshot = Snapshots.after(snapshot, change);
      log.addAll(change.transitions());
      lineage.addAll(change.lineage());
      commands.addAll(change.commands());
      assertThat(Snapshots.fold(log)).isEqualTo(Snapshots.states(snapshot));
    }
    return decision;
  }

  /** Ends the current attempt of a task with output parameters. */
  RunDriver succeed(String task, Object... parameters) {
    return succeed(task, new Values(PipelineText.members(parameters), Map.of()));
  }

  RunDriver succeed(String task, Values outputs) {
    changes(
        new RunEvent.AttemptSucceeded(task, take(task), outputs, List.of(), AttemptFigures.NONE));
    return this;
  }

  /** Ends the current attempt of a task with an error. */
  RunDriver fail(String task, ErrorCategory category) {
    changes(failed(task, take(task), category));
    return this;
  }

  /** Carries out the RETRY command of a task and returns after which wait it was due. */
  Duration retry(String task) {
    Command command = takeCommand(Command.Kind.RETRY, task);
    changes(new RunEvent.RetryDue(task, command.attempt()));
    return command.delay();
  }

  private void changes(RunEvent event) {
    assertThat(decide(event)).as("%s", event).isInstanceOf(Decision.Change.class);
  }

  static RunEvent failed(String task, int attempt, ErrorCategory category) {
    return new RunEvent.AttemptFailed(
        task, attempt, new TaskError("CODE", category, "why", null), AttemptFigures.NONE);
  }

  /** Takes the INVOKE or IMPORT command of a task and returns its attempt. */
  private int take(String task) {
    for (Command command : commands) {
      if (command.task().equals(task) && command.kind() != Command.Kind.RETRY) {
        commands.remove(command);
        return command.attempt();
      }
    }
    throw new AssertionError("nothing was ordered of " + task + ": " + commands);
  }

  private Command takeCommand(Command.Kind kind, String task) {
    for (Command command : commands) {
      if (command.task().equals(task) && command.kind() == kind) {
        commands.remove(command);
        return command;
      }
    }
    throw new AssertionError("no " + kind + " of " + task + ": " + commands);
  }

  /** Tasks whose attempts were ordered and have not ended. */
  List<String> ordered() {
    return commands.stream()
        .filter(command -> command.kind() != Command.Kind.RETRY)
        .map(Command::task)
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
}
