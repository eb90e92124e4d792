package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.ArtifactAccess.ImportRefusedException;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.Executor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what was decided, once it is written, and tells the run what came of it. */
final class Effects {
  private static final Logger LOG = System.getLogger(Effects.class.getName());
  private static final Duration STORE_PAUSE = Duration.ofMillis(200);

  private final Background background;
  private final InstantSource clock;
  private final Calls calls;
  private final CacheLookups lookups;
  private final ArtifactAccess artifacts;
  private final Tenure tenure;

  Effects(
      Background background,
      InstantSource clock,
      Calls calls,
      CacheLookups lookups,
      ArtifactAccess artifacts,
      Tenure tenure) {
    this.background = background;
    this.clock = clock;
    this.calls = calls;
    this.lookups = lookups;
    this.artifacts = artifacts;
    this.tenure = tenure;
  }

  void carryOut(RunActor actor, Command command) {
    switch (command) {
      case Command.Enqueue ignored -> {} // asked for when it was decided
      case Command.Invoke(String task, int attempt) ->
          tenure.whileOwner(() -> invoke(actor, task, attempt));
      case Command.Attach(String task, int attempt) -> attach(actor, task, attempt);
      case Command.Import(String task, int attempt) ->
          background.start("import", () -> importArtifact(actor, task, attempt));
      case Command.LookUp(String task) -> background.start("look up", () -> lookUp(actor, task));
      case Command.Cancel(String task, int attempt) ->
          calls.cancel(AttemptRef.of(actor.snapshot().run(), task, attempt));
      case Command.WakeAt(String task, int attempt, Instant at) ->
          at(at, actor.telling(new RunEvent.RetryDue(task, attempt)));
      case Command.DeadlineAt(Instant at) -> at(at, actor.telling(new RunEvent.DeadlinePassed()));
    }
  }

  private void at(Instant due, Runnable work) {
    Duration wait = Duration.between(clock.instant(), due);
    background.startAfter("timer", wait.isNegative() ? Duration.ZERO : wait, work);
  }

  private void invoke(RunActor actor, String path, int attempt) {
    RunSnapshot run = actor.snapshot();
    Task task = current(actor, run, path, attempt);
    if (task == null) {
      return;
    }
    if (task.state() == RuntimeState.CANCELING) {
      actor.tell(givenUp(task));
    } else {
      actor.slots().called(path, attempt);
      calls.start(run, task, actor::tell);
    }
  }

  private void attach(RunActor actor, String path, int attempt) {
    RunSnapshot run = actor.snapshot();
    Task task = current(actor, run, path, attempt);
    if (task != null) {
      actor.slots().occupy(task, run);
      calls.attach(run, task, actor::tell);
    }
  }

  private void importArtifact(RunActor actor, String path, int attempt) {
    RunSnapshot run = actor.snapshot();
    Task task = current(actor, run, path, attempt);
    if (task == null) {
      return;
    }
    try {
      actor.tell(task.state() == RuntimeState.CANCELING ? givenUp(task) : imported(run, task));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "nothing can be imported now: {0}", e.getMessage());
      background.startAfter("import", STORE_PAUSE, () -> importArtifact(actor, path, attempt));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "task " + path + " of run " + run.run().id() + " cannot be imported", e);
      actor.tell(new RunEvent.AttemptFailed(path, attempt, defect(e), AttemptFigures.NONE));
    }
  }

  private static TaskError defect(RuntimeException e) {
    return Storable.error(
        new TaskError("INTERNAL", ErrorCategory.INTERNAL, String.valueOf(e.getMessage()), null));
  }

  private RunEvent imported(RunSnapshot run, Task task) {
    Executor.Importer importer = Imports.filledIn(run, task);
    try {
      ArtifactRef found =
          artifacts.find(run.run().project(), Imports.uri(importer, task), importer);
      var outputs = new Values(Map.of(), Map.of(Executor.Importer.OUTPUT, List.of(found)));
      return new RunEvent.AttemptSucceeded(
          task.path(), task.attempt(), outputs, List.of(), AttemptFigures.NONE);
    } catch (ImportRefusedException e) {
      TaskError error = Storable.error(e.error());
      return new RunEvent.AttemptFailed(task.path(), task.attempt(), error, AttemptFigures.NONE);
    }
  }

  private void lookUp(RunActor actor, String path) {
    RunSnapshot run = actor.snapshot();
    Task task = run.tasks().get(path);
    if (task == null || actor.isDropped()) {
      return;
    }
    try {
      actor.tell(lookups.answer(run, task));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "the cache does not answer: {0}", e.getMessage());
      background.startAfter("look up", STORE_PAUSE, () -> lookUp(actor, path));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the cache cannot be asked about " + path, e);
      actor.tell(CacheLookups.failed(path, e));
    }
  }

  /** An attempt that was given up before anything was called: nobody else would end it. */
  private static RunEvent givenUp(Task task) {
    var error =
        new TaskError("CANCELLED", ErrorCategory.TRANSIENT, "given up before it was called", null);
    return new RunEvent.AttemptFailed(task.path(), task.attempt(), error, AttemptFigures.NONE);
  }

  private static @Nullable Task current(RunActor actor, RunSnapshot run, String path, int attempt) {
    Task task = run.tasks().get(path);
    boolean current =
        task != null
            && !actor.isDropped()
            && (task.state() == RuntimeState.RUNNING || task.state() == RuntimeState.CANCELING)
            && task.attempt() == attempt;
    return current ? task : null;
  }
}
