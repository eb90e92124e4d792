package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How a run ends once all its tasks have. */
record RunEnd(Draft draft) {

  /**
   * Ends the run as its tasks ended.
   *
   * @param tasks paths of the tasks of the root graph
   */
  void finish(List<String> tasks) {
    Run run = draft.run();
    if (run.state().isFinal()) {
      return;
    }
    if (run.state() == RuntimeState.CANCELING) {
      stopped(run);
      return;
    }
    Optional<Task> failed = tasks.stream().map(draft::task).filter(RunEnd::isFailed).findFirst();
    if (failed.isEmpty()) {
      draft.put(run.ended(RuntimeState.SUCCEEDED, draft.now(), null, null), null);
    } else {
      Task cause = innermost(failed.get());
      draft.put(
          run.ended(RuntimeState.FAILED, draft.now(), cause.error(), cause.path()),
          "task " + cause.path() + " failed");
    }
  }

  /** Whoever asked for the end gets CANCELED; an end for a reason of our own is a failure. */
  void stopped(Run run) {
    TaskError error = run.error();
    RuntimeState end = error == null ? RuntimeState.CANCELED : RuntimeState.FAILED;
    draft.put(run.ended(end, draft.now(), error, null), error == null ? null : error.message());
  }

  /** The failed leaf inside a failed graph or loop. */
  private Task innermost(Task failed) {
    return children(failed)
        .filter(RunEnd::isFailed)
        .findFirst()
        .map(this::innermost)
        .orElse(failed);
  }

  /** A task that did not begin this time may have children of an earlier time. */
  private Stream<Task> children(Task task) {
    if (task.attemptAt() == null) {
      return Stream.empty();
    }
    Place place = draft.place(task.path());
    if (place.isLoop()) {
      return Stream.iterate(0, i -> i + 1)
          .map(i -> draft.state().tasks().get(Task.path(task.path(), Integer.toString(i))))
          .takeWhile(Objects::nonNull);
    }
    if (place.spec().component().body() instanceof Dag dag) {
      return dag.tasks().keySet().stream()
          .map(key -> draft.state().tasks().get(Task.path(task.path(), key)))
          .filter(Objects::nonNull);
    }
    return Stream.empty();
  }

  private static boolean isFailed(Task task) {
    return task.state() == RuntimeState.FAILED;
  }
}
