package dev.zeroflow.metadata.lineage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of something that was executed, as it is read.
 *
 * @param runId run of the task, or of the job outside
 * @param taskPath the task; {@code run} if it is a whole run
 * @param attempt number of the attempt, 0 if none was needed
 */
public record Execution(
    UUID id,
    String project,
    UUID runId,
    String taskPath,
    String name,
    int attempt,
    ExecutionOrigin origin,
    ExecutionState state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
