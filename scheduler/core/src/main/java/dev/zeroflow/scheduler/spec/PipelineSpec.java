package dev.zeroflow.scheduler.spec;

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
