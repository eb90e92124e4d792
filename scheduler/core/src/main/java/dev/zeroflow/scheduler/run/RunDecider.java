package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the scheduler: what an event means for a run. Pure: the same snapshot, event and
 * time give the same decision.
 *
 * <p>Only the current attempt of a running task can end it, so a late or repeated completion
 * decides to nothing.
 */
public final class RunDecider {
  private final RunSnapshot snapshot;
  private final Draft draft;
  private final Flow flow;
  private final Attempts attempts;

  private RunDecider(RunSnapshot snapshot, Instant now) {
    this.snapshot = snapshot;
    this.draft = new Draft(snapshot, now);
    this.flow = new Flow(draft);
    this.attempts = new Attempts(draft, flow);
  }

  /**
   * Decides what an event leads to.
   *
   * @param snapshot the run as it stands
   * @param event what happened
   * @param now one instant for the whole decision
   */
  public static Decision decide(RunSnapshot snapshot, RunEvent event, Instant now) {
    var decider = new RunDecider(snapshot, now);
    return snapshot.run().state().isFinal() && !(event instanceof RunEvent.RerunRequested)
        ? new Decision.Ignored("the run has ended " + snapshot.run().state())
        : decider.decide(event);
  }

  private Decision decide(RunEvent event) {
    return switch (event) {
      case RunEvent.Started ignored -> start();
      case RunEvent.TakenOver taken -> takeOver(taken.outliving());
      case RunEvent.CacheAnswered answer -> cacheAnswered(answer);
      case RunEvent.SlotGranted granted -> slotGranted(granted);
      case RunEvent.AttemptSucceeded success -> succeeded(success);
      case RunEvent.AttemptFailed failure -> failed(failure);
      case RunEvent.AttemptLost loss -> lost(loss);
      case RunEvent.RetryDue due -> retry(due);
      case RunEvent.DeadlinePassed ignored -> deadline();
      case RunEvent.Poisoned poison -> abort(poison.error());
      case RunEvent.CancelRequested ignored -> cancel();
      case RunEvent.PauseRequested ignored -> pause();
      case RunEvent.ResumeRequested ignored -> resume();
      case RunEvent.RerunRequested ignored -> rerun();
      case RunEvent.PriorityRequested request -> prioritize(request.priority());
    };
  }

  private Decision start() {
    if (state() != RuntimeState.PENDING) {
      return new Decision.Ignored("the run has already started");
    }
    go(null);
    flow.begin("", snapshot.pipeline().dag());
    return change();
  }

  /** The run is under way from now on, with its whole time before it. */
  private void go(@Nullable String reason) {
    Duration timeout = snapshot.pipeline().timeout();
    Instant deadline = timeout == null ? null : draft.now().plus(timeout);
    draft.put(draft.run().running(draft.now(), deadline), reason);
    if (deadline != null) {
      draft.command(new Command.DeadlineAt(deadline));
    }
  }

  private Decision takeOver(Set<String> outliving) {
    Instant deadline = draft.run().deadlineAt();
    if (deadline != null) {
      draft.command(new Command.DeadlineAt(deadline));
    }
    draft.unfinished().forEach(task -> takeOver(task, outliving.contains(task.path())));
    return change();
  }

  private void takeOver(Task task, boolean goesOn) {
    Place place = draft.place(task.path());
    Instant due = task.dueAt();
    if (due != null) {
      draft.command(new Command.WakeAt(task.path(), task.attempt(), due));
    } else if (place.isLeaf()) {
      takeOverLeaf(task, place, goesOn);
    }
  }

  private void takeOverLeaf(Task task, Place place, boolean goesOn) {
    if (task.isReady()) {
      flow.release(task, place.spec());
    } else if (task.state() == RuntimeState.CANCELING) {
      flow.cancel(task, "the scheduler that gave it up is gone");
      if (goesOn) {
        draft.command(new Command.Cancel(task.path(), task.attempt()));
      }
    } else if (task.state() == RuntimeState.RUNNING) {
      if (place.spec().component().body() instanceof Executor.Importer) {
        draft.command(new Command.Import(task.path(), task.attempt()));
      } else if (goesOn) {
        draft.command(new Command.Attach(task.path(), task.attempt()));
      } else {
        attempts.lost(task);
      }
    }
  }

  private Decision cacheAnswered(RunEvent.CacheAnswered answer) {
    Task task = draft.find(answer.task());
    if (task == null || !task.isReady() || task.cache() != null) {
      return late(answer.task());
    }
    if (answer.use().hit()) {
      draft.end(task.cached(answer.use(), answer.outputs(), draft.now()), List.of(), "cached");
    } else {
      Task missed = task.missed(answer.use());
      draft.put(missed, null);
      flow.release(missed, draft.place(task.path()).spec());
    }
    return change();
  }

  private Decision slotGranted(RunEvent.SlotGranted granted) {
    Task task = draft.find(granted.task());
    boolean starts =
        task != null
            && state() == RuntimeState.RUNNING
            && flow.waitsForSlot(task, draft.place(granted.task()).spec());
    if (task == null || !starts) {
      return late(granted.task());
    }
    flow.start(task, task.attempt() == 0 ? null : "attempt " + (task.attempt() + 1));
    return change();
  }

  private Decision succeeded(RunEvent.AttemptSucceeded event) {
    Task task = draft.find(event.task());
    if (task == null || !attempts.isCurrent(task, event.attempt())) {
      return late(event.task());
    }
    attempts.succeeded(task, event);
    return change();
  }

  private Decision failed(RunEvent.AttemptFailed event) {
    Task task = draft.find(event.task());
    if (task == null || !attempts.isCurrent(task, event.attempt())) {
      return late(event.task());
    }
    attempts.failed(task, event.error(), event.figures());
    return change();
  }

  private Decision lost(RunEvent.AttemptLost event) {
    Task task = draft.find(event.task());
    if (task == null || !attempts.isCurrent(task, event.attempt())) {
      return late(event.task());
    }
    attempts.lost(task);
    return change();
  }

  private Decision retry(RunEvent.RetryDue event) {
    Task task = draft.find(event.task());
    boolean waits = task != null && task.dueAt() != null && task.attempt() == event.attempt();
    if (task == null || !waits) {
      return late(event.task());
    }
    Place place = draft.place(task.path());
    if (place.isLeaf()) {
      Task due = task.due();
      draft.put(due, null);
      flow.release(due, place.spec());
    } else {
      draft.put(task.running(draft.now()), "opened again");
      new Reruns(draft, flow).open(task.path());
    }
    return change();
  }

  private Decision deadline() {
    Instant deadline = draft.run().deadlineAt();
    if (deadline == null || state() == RuntimeState.CANCELING) {
      return new Decision.Ignored("the run has no time limit now");
    }
    if (draft.now().isBefore(deadline)) {
      draft.command(new Command.DeadlineAt(deadline)); // clocks differ a little, or it has moved
      return change();
    }
    String message = "the run took longer than %s".formatted(snapshot.pipeline().timeout());
    new Stops(draft, flow).stop(new TaskError("RUN_TIMED_OUT", ErrorCategory.USER, message, null));
    return change();
  }

  private Decision abort(TaskError error) {
    new Stops(draft, flow).abort(error);
    return draft.change();
  }

  private Decision cancel() {
    if (state() == RuntimeState.CANCELING) {
      return new Decision.Ignored("the run is being canceled already");
    }
    new Stops(draft, flow).stop(null);
    return change();
  }

  private Decision pause() {
    if (state() != RuntimeState.RUNNING && state() != RuntimeState.PENDING) {
      return new Decision.Ignored("a run that is " + state() + " cannot be paused");
    }
    draft.put(draft.run().in(RuntimeState.PAUSED, null), "somebody asked for it");
    return change();
  }

  private Decision resume() {
    if (state() != RuntimeState.PAUSED) {
      return new Decision.Ignored("a run that is " + state() + " cannot be resumed");
    }
    if (draft.run().startedAt() == null) {
      go("somebody asked for it");
      flow.begin("", snapshot.pipeline().dag());
      return change();
    }
    Instant deadline = draft.run().deadlineAt();
    draft.put(draft.run().running(draft.now(), deadline), "somebody asked for it");
    draft.unfinished().stream()
        .filter(task -> task.isReady() && draft.place(task.path()).isLeaf())
        .forEach(task -> flow.release(task, draft.place(task.path()).spec()));
    return change();
  }

  private Decision rerun() {
    if (state() != RuntimeState.FAILED && state() != RuntimeState.CANCELED) {
      return new Decision.Ignored(
          "only a run that has failed or was canceled can be run again; this one is " + state());
    }
    go("run again");
    draft
        .unfinished()
        .forEach(task -> draft.put(task.canceled(draft.now()), "the run had ended without it"));
    draft.recount(); // an end by force has not counted
    if (draft.state().tasks().isEmpty()) {
      flow.begin("", snapshot.pipeline().dag());
    } else {
      new Reruns(draft, flow).open("");
    }
    return change();
  }

  private Decision prioritize(int priority) {
    draft.put(draft.run().prioritized(priority), null);
    return change();
  }

  private Decision.Change change() {
    flow.drain();
    return draft.change();
  }

  private RuntimeState state() {
    return draft.run().state();
  }

  private static Decision late(String task) {
    return new Decision.Ignored("task " + task + " is not waiting for this");
  }
}
