package dev.zeroflow.scheduler.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded change of state.
 *
 * @param task path of the task, null for the run itself
 * @param attempt attempt of the task, 0 for none
 * @param from state before, null for a new task
 * @param to state after
 * @param reason why, one sentence; null where it is the ordinary course
 * @param at when it was decided
 */
public record Transition(
    @Nullable String task,
    int attempt,
    @Nullable RuntimeState from,
    RuntimeState to,
    @Nullable String reason,
    Instant at) {}
