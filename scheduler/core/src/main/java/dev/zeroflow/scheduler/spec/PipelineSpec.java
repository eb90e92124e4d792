package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline document, checked: every reference in it leads somewhere and no task waits for itself.
 *
 * @param name name of the pipeline
 * @param root the component that a run executes; its body is a {@link Dag}
 * @param timeout longest time of a run, null for no limit
 * @param ignored settings of the platform document that have no effect
 */
public record PipelineSpec(
    String name, Component root, @Nullable Duration timeout, List<IgnoredSetting> ignored) {
  /** Most tasks of one run; a document whose literal loops and graphs exceed it is refused. */
  public static final int MAX_TASKS = 100_000;

  /** The root graph. */
  public Dag dag() {
    return (Dag) root.body();
  }

  /** All containers in it. */
  public List<Executor.Container> containers() {
    return Components.below(root).stream()
        .map(Component::body)
        .filter(Executor.Container.class::isInstance)
        .map(Executor.Container.class::cast)
        .toList();
  }

  /** The task at a path of a run, which must exist; see {@link Place}. */
  public TaskSpec task(String path) {
    return Place.of(this, path).spec();
  }
}
