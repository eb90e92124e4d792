package dev.zeroflow.scheduler.spec;

/**
 * A typed unit of work that tasks use.
 *
 * @param name key in the document
 * @param inputs declared inputs
 * @param outputs declared outputs
 * @param body what it does
 */
public record Component(String name, Interface inputs, Interface outputs, Body body) {
  /** Tasks that one execution has below it, each loop counted as one iteration. */
  public long tasks() {
    return Components.tasks(this);
  }

  /** Either a graph of tasks, or something to execute. */
  public sealed interface Body permits Dag, Executor {}
}
