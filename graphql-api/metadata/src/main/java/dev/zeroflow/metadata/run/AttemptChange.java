package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change of state of a task.
 *
 * @param attempt number of its latest attempt then
 * @param reason null if it was the ordinary course
 */
public record AttemptChange(
    UUID runId, String task, int attempt, RunState to, @Nullable String reason, Instant at) {}
