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
 * @param iteration number of the item that it works on, from 0; null unless it is an iteration
 * @param attempt number of the last attempt, 0 before the first
 * @param failures attempts that failed by themselves
 * @param losses attempts that were lost with their process or connection
 * @param cold whether the last attempt waited for a replica to start; null if not known yet
 * @param dueAt when the wait for its next attempt is over; null if it does not wait for one
 * @param workMillis time inside the user's code
 * @param overheadMillis time between ready and finished that was not work
 * @param inputs JSON texts of the parameters by name
 * @param outputs JSON texts of the output parameters by name
 * @param cachedFrom the task whose outputs it took over instead of being executed; null if it did
 *     not
 * @param cacheMiss why no outputs of an earlier execution would do; null if some did, or if nobody
 *     looked
 */
public record TaskRecord(
    UUID runId,
    String path,
    String name,
    @Nullable String parent,
    TaskKind kind,
    @Nullable String function,
    @Nullable Integer iteration,
    RunState state,
    int attempt,
    int failures,
    int losses,
    @Nullable Boolean cold,
    @Nullable Instant readyAt,
    @Nullable Instant dueAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double workMillis,
    @Nullable Double overheadMillis,
    Map<String, String> inputs,
    Map<String, String> outputs,
    @Nullable TaskRef cachedFrom,
    @Nullable String cacheMiss,
    @Nullable Failure failure) {}
