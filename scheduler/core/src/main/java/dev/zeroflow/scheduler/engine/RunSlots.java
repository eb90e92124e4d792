package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The slots that the tasks of one run have or wait for, each for one attempt. */
final class RunSlots {
  private final OwnedRuns host;
  private final RunActor actor;
  private final Map<String, Held> tickets = new HashMap<>();
  private boolean closed;

  RunSlots(OwnedRuns host, RunActor actor) {
    this.host = host;
    this.actor = actor;
  }

  private record Held(Slots.Ticket ticket, int attempt, boolean called) {
    Held(Slots.Ticket ticket, int attempt) {
      this(ticket, attempt, false);
    }
  }

  /** True if the next attempt of the task has a slot now; otherwise it is granted later. */
  boolean request(String path, RunSnapshot run) {
    Task task = run.tasks().get(path);
    if (task == null) {
      return false;
    }
    Run owner = run.run();
    var ticket =
        new Slots.Ticket(
            owner.project(),
            host.calls().function(run, task),
            owner.priority(),
            () -> actor.tell(new RunEvent.SlotGranted(path)));
    synchronized (this) {
      if (closed || tickets.putIfAbsent(path, new Held(ticket, task.attempt() + 1)) != null) {
        return false;
      }
    }
    return host.slots().request(ticket);
  }

  /** An attempt of another scheduler goes on, and has its slot here from now on. */
  void occupy(Task task, RunSnapshot run) {
    Run owner = run.run();
    var ticket =
        new Slots.Ticket(
            owner.project(), host.calls().function(run, task), owner.priority(), () -> {});
    synchronized (this) {
      if (closed
          || tickets.putIfAbsent(task.path(), new Held(ticket, task.attempt(), true)) != null) {
        return;
      }
    }
    host.slots().occupy(ticket);
  }

  /** The attempt is called now: until the call is back, its slot is in use whatever happens. */
  synchronized void called(String path, int attempt) {
    tickets.computeIfPresent(
        path,
        (it, held) -> held.attempt() == attempt ? new Held(held.ticket(), attempt, true) : held);
  }

  /** An attempt that has ended needs its slot no more, whatever is decided about it. */
  void ended(RunEvent event) {
    if (event instanceof RunEvent.AttemptSucceeded end) {
      release(end.task(), attempt -> attempt == end.attempt());
    } else if (event instanceof RunEvent.AttemptFailed end) {
      release(end.task(), attempt -> attempt == end.attempt());
    } else if (event instanceof RunEvent.AttemptLost(String task, int lost)) {
      release(task, attempt -> attempt == lost);
    }
  }

  /** Whether it tells of a slot that was given back meanwhile. */
  boolean isTakenBack(RunEvent event) {
    if (event instanceof RunEvent.SlotGranted(String path)) {
      @Nullable Held held;
      synchronized (this) {
        held = tickets.get(path);
      }
      return held == null || !host.slots().holds(held.ticket());
    }
    return false;
  }

  /** A slot that came when nothing could be started any more goes back. */
  void refused(RunEvent event, RunSnapshot run) {
    if (event instanceof RunEvent.SlotGranted(String path)) {
      Task task = run.tasks().get(path);
      release(path, attempt -> task == null || task.attempt() != attempt || !isCalled(task));
    }
  }

  private static boolean isCalled(Task task) {
    return task.state() == RuntimeState.RUNNING || task.state() == RuntimeState.CANCELING;
  }

  /** Tasks that wait ask again, with the priority that the run has now. */
  void reprioritize(RunSnapshot run) {
    List<String> paths;
    synchronized (this) {
      paths = List.copyOf(tickets.keySet());
    }
    for (String path : paths) {
      Task task = run.tasks().get(path);
      if (task != null && task.state() == RuntimeState.PENDING) {
        release(path, attempt -> true);
        if (request(path, run)) {
          actor.tell(new RunEvent.SlotGranted(path));
        }
      }
    }
  }

  /** Gives everything back that is not in use, and leaves what is called. */
  void close() {
    List<Held> unused = new ArrayList<>();
    List<AttemptRef> calls = new ArrayList<>();
    synchronized (this) {
      closed = true;
      tickets.forEach(
          (path, held) -> {
            if (held.called()) {
              calls.add(AttemptRef.of(actor.snapshot().run(), path, held.attempt()));
            } else {
              unused.add(held);
            }
          });
      tickets.values().removeAll(unused);
    }
    unused.forEach(held -> host.slots().release(held.ticket()));
    calls.forEach(host.calls()::leave);
  }

  private void release(String path, IntPredicate attempt) {
    @Nullable Held held;
    synchronized (this) {
      held = tickets.get(path);
      if (held == null || !attempt.test(held.attempt())) {
        return;
      }
      tickets.remove(path);
    }
    host.slots().release(held.ticket());
  }
}
