package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task to be written, with what the document says about its place.
 *
 * @param run the run
 * @param place where it stands in the document
 * @param task the task
 * @param isNew whether it is not in the database yet
 */
record TaskRow(UUID run, Place place, Task task, boolean isNew) {
  static List<TaskRow> of(List<RunCommit> commits) {
    var rows = new ArrayList<TaskRow>();
    for (RunCommit commit : commits) {
      RunSnapshot next = commit.change().next();
      Set<String> created = created(commit.change().transitions());
      for (Task task : commit.change().tasks()) {
        boolean isNew = created.contains(task.path());
        Place place = Place.of(next.pipeline(), task.path());
        rows.add(new TaskRow(next.run().id(), place, task, isNew));
      }
    }
    return rows;
  }

  /** A task is new if it came from no state; to know it saves Postgres from looking first. */
  private static Set<String> created(List<Transition> transitions) {
    var created = new HashSet<String>();
    for (Transition transition : transitions) {
      if (transition.from() == null && transition.task() != null) {
        created.add(transition.task());
      }
    }
    return created;
  }

  String path() {
    return task.path();
  }

  String name() {
    return place.spec().name();
  }

  @Nullable String parent() {
    String parent = Task.parent(path());
    return parent.isEmpty() ? null : parent;
  }

  @Nullable Integer iteration() {
    return place.isIteration() ? place.iteration() : null;
  }

  String kind() {
    if (place.isIteration()) {
      return "ITERATION";
    }
    return place.isLoop() ? "LOOP" : kind(place.spec().component().body());
  }

  /** The function that is called for it; for a loop and its iterations too. */
  @Nullable String function() {
    return place.spec().component().body() instanceof Executor.Container container
        ? container.function()
        : null;
  }

  private static String kind(Component.Body body) {
    return switch (body) {
      case Dag ignored -> "DAG";
      case Executor.Container ignored -> "CONTAINER";
      case Executor.Importer ignored -> "IMPORTER";
    };
  }
}
