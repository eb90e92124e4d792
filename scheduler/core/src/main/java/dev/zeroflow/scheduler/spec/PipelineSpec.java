package dev.zeroflow.scheduler.spec;

import java.util.Set;
import java.util.TreeSet;

/**
 * A pipeline document, checked: every reference in it leads somewhere and no task waits for itself.
 *
 * @param name name of the pipeline
 * @param root the component that a run executes; its body is a {@link Dag}
 */
public record PipelineSpec(String name, Component root) {
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

  /** The task at a path, e.g. {@code condition-1/register-model}; it must exist. */
  public TaskSpec task(String path) {
    Dag dag = dag();
    int start = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      dag = (Dag) dag.task(path.substring(start, slash)).component().body();
      start = slash + 1;
    }
    return dag.task(path.substring(start));
  }
}
