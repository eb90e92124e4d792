package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.MetricValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finished task read and wrote; becomes an execution with its edges in the metadata store.
 *
 * @param task path of the task
 * @param name display name
 * @param attempt the attempt that ended it, or that reused outputs stand for; no two of a task are
 *     the same
 * @param state SUCCEEDED, FAILED or CANCELED
 * @param startedAt when the attempt was ordered
 * @param finishedAt when its end was decided
 * @param inputs what it read
 * @param outputs what it wrote
 * @param metrics figures that it reported
 * @param cache what the cache said, null if it was not asked
 */
public record TaskLineage(
    String task,
    String name,
    int attempt,
    RuntimeState state,
    Instant startedAt,
    Instant finishedAt,
    Values inputs,
    Values outputs,
    List<MetricValue> metrics,
    @Nullable CacheUse cache) {}
