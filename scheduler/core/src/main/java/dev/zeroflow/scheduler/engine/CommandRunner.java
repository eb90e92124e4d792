package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.ArtifactAccess.ImportRefusedException;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.Executor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands: does what one says outside of any transaction, then decides and commits.
 * Decisions about one run take turns inside this process; other processes are held off by the
 * version of the run.
 */
final class CommandRunner {
  private static final int MAX_CONFLICTS = 20;
  private static final int LOCKS = 256;

  private final RunStore runs;
  private final CommandQueue commands;
  private final ArtifactAccess artifacts;
  private final TaskCalls calls;
  private final InstantSource clock;
  private final Runnable wake;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  CommandRunner(SchedulerPorts ports, TaskCalls calls, InstantSource clock, Runnable wake) {
    this.runs = ports.runs();
    this.commands = ports.commands();
    this.artifacts = ports.artifacts();
    this.calls = calls;
    this.clock = clock;
    this.wake = wake;
  }

  /** Commits what the command led to; null is nothing. */
  void conclude(ClaimedCommand command, @Nullable RunEvent event) {
    if (event == null) {
      commands.discard(command.id());
    } else {
      apply(command, event);
    }
  }

  /** Does what the command says; null if that no longer matters. */
  @Nullable RunEvent effect(ClaimedCommand command) {
    return switch (command.kind()) {
      case START -> new RunEvent.Started();
      case RETRY -> new RunEvent.RetryDue(command.task(), command.attempt());
      case INVOKE -> command.dispatches() > 1 ? lost(command) : invoke(command);
      case IMPORT -> importArtifact(command);
    };
  }

  private @Nullable RunEvent invoke(ClaimedCommand command) {
    RunSnapshot snapshot = runs.load(command.run()).orElse(null);
    Task task = snapshot == null ? null : current(snapshot, command);
    return snapshot == null || task == null ? null : calls.call(snapshot, task, clock.instant());
  }

  private @Nullable RunEvent importArtifact(ClaimedCommand command) {
    RunSnapshot snapshot = runs.load(command.run()).orElse(null);
    Task task = snapshot == null ? null : current(snapshot, command);
    if (snapshot == null || task == null) {
      return null;
    }
    var importer = (Executor.Importer) snapshot.pipeline().task(task.path()).component().body();
    try {
      ArtifactRef found = artifacts.find(snapshot.run().project(), uri(importer, task), importer);
      var outputs = new Values(Map.of(), Map.of(Executor.Importer.OUTPUT, List.of(found)));
      return new RunEvent.AttemptSucceeded(
          task.path(), task.attempt(), outputs, List.of(), AttemptFigures.NONE);
    } catch (ImportRefusedException e) {
      return failed(command, e.error());
    }
  }

  private static String uri(Executor.Importer importer, Task task) {
    String constant = importer.uriConstant();
    return constant == null
        ? String.valueOf(task.inputs().parameters().get(importer.uriParameter()))
        : constant;
  }

  private static @Nullable Task current(RunSnapshot snapshot, ClaimedCommand command) {
    Task task = snapshot.tasks().get(command.task());
    boolean current =
        task != null
            && !snapshot.run().state().isFinal()
            && task.state() == RuntimeState.RUNNING
            && task.attempt() == command.attempt();
    return current ? task : null;
  }

  private static RunEvent lost(ClaimedCommand command) {
    var error =
        new TaskError(
            "ATTEMPT_LOST",
            ErrorCategory.TRANSIENT,
            "the scheduler that made this attempt is gone",
            null);
    return failed(command, error);
  }

  private static RunEvent failed(ClaimedCommand command, TaskError error) {
    return new RunEvent.AttemptFailed(
        command.task(), command.attempt(), error, AttemptFigures.NONE);
  }

  private void apply(ClaimedCommand command, RunEvent event) {
    ReentrantLock lock = lock(command.run());
    lock.lock();
    try {
      for (int i = 0; i < MAX_CONFLICTS; i++) {
        if (decideAndCommit(command, event)) {
          wake.run();
          return;
        }
      }
      throw new StoreUnavailableException(
          "the run changed " + MAX_CONFLICTS + " times under our hands",
          new IllegalStateException("conflict"));
    } finally {
      lock.unlock();
    }
  }

  /** False if the run has changed meanwhile. */
  private boolean decideAndCommit(ClaimedCommand command, RunEvent event) {
    Optional<RunSnapshot> snapshot = runs.load(command.run());
    if (snapshot.isEmpty()) {
      commands.discard(command.id());
      return true;
    }
    return switch (RunDecider.decide(snapshot.get(), event, clock.instant())) {
      case Decision.Ignored ignored -> {
        commands.discard(command.id());
        yield true;
      }
      case Decision.Change change -> committed(runs.commit(snapshot.get(), change, command));
    };
  }

  private static boolean committed(CommitResult result) {
    return switch (result) {
      case COMMITTED -> true;
      case CONFLICT -> false;
      case FENCED -> throw new TakenOverException();
    };
  }

  private ReentrantLock lock(UUID run) {
    return locks.get(Math.floorMod(run.hashCode(), LOCKS));
  }
}
