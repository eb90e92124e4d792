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

  /** The graph that a task path lies in, and the task itself. */
  public TaskSpec task(String path) {
    Dag dag = dag();
    String[] keys = path.split("/");
    for (int i = 0; i < keys.length - 1; i++) {
      dag = (Dag) dag.task(keys[i]).component().body();
    }
    return dag.task(keys[keys.length - 1]);
  }
}
