package dev.zeroflow.metadata.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change of state.
 *
 * @param task path of the task; null for the run itself
 * @param reason why, if it was not the ordinary course
 */
public record StateChange(
    @Nullable String task, RunState to, @Nullable String reason, Instant at) {}
