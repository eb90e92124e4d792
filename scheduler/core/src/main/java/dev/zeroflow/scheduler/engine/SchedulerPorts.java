package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.LogSink;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.ShardLeases;
import dev.zeroflow.scheduler.port.SlotBudget;
import dev.zeroflow.scheduler.port.TaskCache;
import dev.zeroflow.scheduler.port.TaskInvoker;

/**
 * Everything outside that a {@link Scheduler} works with.
 *
 * @param state what is kept in the store
 * @param invoker calls functions
 * @param artifacts the artifact storage
 * @param logs keeps what steps write
 */
public record SchedulerPorts(
    State state, TaskInvoker invoker, ArtifactAccess artifacts, LogSink logs) {
  /** The ports of the store. */
  public record State(
      RunStore runs, RunQueue queue, ShardLeases leases, SlotBudget budget, TaskCache cache) {}
}
