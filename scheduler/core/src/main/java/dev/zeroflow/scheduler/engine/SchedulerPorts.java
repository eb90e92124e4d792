package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.LogSink;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.ShardLeases;
import dev.zeroflow.scheduler.port.SlotBudget;
import dev.zeroflow.scheduler.port.TaskCache;
import dev.zeroflow.scheduler.port.TaskInvoker;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside that a {@link Scheduler} works with.
 *
 * @param state what is kept in the store
 * @param invoker calls functions
 * @param artifacts the artifact storage
 * @param logs keeps what steps write
 * @param jobs runs what takes long; null if everything is a call
 */
public record SchedulerPorts(
    State state,
    TaskInvoker invoker,
    ArtifactAccess artifacts,
    LogSink logs,
    @Nullable JobPort jobs) {
  /** Everything is a call of a function. */
  public SchedulerPorts(State state, TaskInvoker invoker, ArtifactAccess artifacts, LogSink logs) {
    this(state, invoker, artifacts, logs, null);
  }

  /** The ports of the store. */
  public record State(
      RunStore runs, RunQueue queue, ShardLeases leases, SlotBudget budget, TaskCache cache) {}
}
