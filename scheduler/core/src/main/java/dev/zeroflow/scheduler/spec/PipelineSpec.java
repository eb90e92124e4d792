package dev.zeroflow.scheduler.spec;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return images(root).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> images(Component component) {
    return switch (component.body()) {
      case Executor.Container container -> Stream.of(container.image());
      case Executor.Importer ignored -> Stream.empty();
      case Dag dag -> dag.tasks().values().stream().flatMap(task -> images(task.component()));
    };
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
