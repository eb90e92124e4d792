package dev.zeroflow.scheduler.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event leads to. */
public sealed interface Decision {
  /**
   * The event changes nothing: it is late, repeated, meant for an attempt that is not current, or
   * asks for what is not possible now.
   *
   * @param reason one sentence
   */
  record Ignored(String reason) implements Decision {}

  /**
   * New state, to be committed as one.
   *
   * @param next the run with its tasks after the event; the version is still the one that was
   *     decided on
   * @param tasks tasks that are new or changed, the newest state of each
   * @param transitions every change of state, in order
   * @param lineage what finished tasks read and wrote
   * @param commands what to do after the commit
   */
  record Change(
      RunSnapshot next,
      List<Task> tasks,
      List<Transition> transitions,
      List<TaskLineage> lineage,
      List<Command> commands)
      implements Decision {

    /** Starts to gather changes that are decided one on top of the other. */
    public static Sum sum() {
      return new Sum();
    }
  }

  /** Changes of one run that are written as one. For one thread. */
  final class Sum {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<TaskLineage> lineage = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private @Nullable RunSnapshot next;

    private Sum() {}

    /** Adds a change that was decided on top of all before. */
    public void add(Change change) {
      change.tasks().forEach(task -> tasks.put(task.path(), task));
      transitions.addAll(change.transitions());
      lineage.addAll(change.lineage());
      commands.addAll(change.commands());
      next = change.next();
    }

    /** The run after all changes so far, or as it was before them. */
    public RunSnapshot next(RunSnapshot before) {
      return next == null ? before : next;
    }

    /** All changes as one; empty if there was none. */
    public Optional<Change> change() {
      return next == null
          ? Optional.empty()
          : Optional.of(
              new Change(next, List.copyOf(tasks.values()), transitions, lineage, commands));
    }
  }
}
