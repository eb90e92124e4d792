package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is read.
 *
 * @param path unique in the run
 * @param parent path of the task that it is part of; null at the top
 * @param function function that it calls; null if it calls none
 * @param attempt number of the last attempt, 0 before the first
 * @param cold whether the last attempt waited for a replica to start; null if not known yet
 * @param workMillis time inside the user's code
 * @param overheadMillis time between ready and finished that was not work
 * @param inputs JSON texts of the parameters by name
 * @param outputs JSON texts of the output parameters by name
 */
public record TaskRecord(
    UUID runId,
    String path,
    String name,
    @Nullable String parent,
    TaskKind kind,
    @Nullable String function,
    RunState state,
    int attempt,
    @Nullable Boolean cold,
    @Nullable Instant readyAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double workMillis,
    @Nullable Double overheadMillis,
    Map<String, String> inputs,
    Map<String, String> outputs,
    @Nullable Failure failure) {}
