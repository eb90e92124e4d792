package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.JobRuntime;
import java.util.function.Function;

/**
 * What job-mode attempts need from outside.
 *
 * @param runtime runs jobs
 * @param events the structured CloudEvent of an invocation, in UTF-8
 * @param rule which steps are jobs
 */
public record JobPort(
    JobRuntime runtime, Function<TaskInvocation, byte[]> events, ExecutionMode.Rule rule) {}
