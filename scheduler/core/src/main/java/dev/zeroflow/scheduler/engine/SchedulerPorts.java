package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.port.LogSink;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.TaskInvoker;

/** Everything outside that a {@link Scheduler} works with. */
public record SchedulerPorts(
    RunStore runs,
    CommandQueue commands,
    TaskInvoker invoker,
    ArtifactAccess artifacts,
    LogSink logs) {}
