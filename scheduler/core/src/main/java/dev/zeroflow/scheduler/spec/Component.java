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
  /** Either a graph of tasks, or something to execute. */
  public sealed interface Body permits Dag, Executor {}
}
