package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline document, checked: every reference in it leads somewhere and no task waits for itself.
 *
 * @param name name of the pipeline
 * @param root the component that a run executes; its body is a {@link Dag}
 * @param timeout longest time of a run, null for no limit
 */
public record PipelineSpec(String name, Component root, @Nullable Duration timeout) {
  /** The root graph. */
  public Dag dag() {
    return (Dag) root.body();
  }

  /** Images of all containers in it. */
  public Set<String> images() {
    Set<String> images = new TreeSet<>();
    for (Component component : Components.below(root)) {
      if (component.body() instanceof Executor.Container container) {
        images.add(container.image());
      }
    }
    return images;
  }

  /**
   * The task at a path, e.g. {@code condition-1/register-model}; it must exist. Below a loop stands
   * the number of the iteration: {@code for-loop-1/0/train}. The path of an iteration gives the
   * task of its loop.
   */
  public TaskSpec task(String path) {
    Dag dag = dag();
    int start = 0;
    while (true) {
      TaskSpec task = dag.task(segment(path, start));
      start += task.key().length() + 1;
      if (task.loop() != null && start < path.length()) {
        start += segment(path, start).length() + 1;
      }
      if (start >= path.length()) {
        return task;
      }
      dag = (Dag) task.component().body();
    }
  }

  private static String segment(String path, int start) {
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.substring(start) : path.substring(start, slash);
  }
}
